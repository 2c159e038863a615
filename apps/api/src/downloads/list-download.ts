import { claimFilterOf } from '@casus/schema/entities/claim-list';
import { eventFilterOf } from '@casus/schema/entities/event-list';
import { schema } from '@casus/schema/schema';
import { instantOf } from '@casus/schema/types/scalars';
import { CLAIM_CELLS, claimRows, type ClaimList } from '@casus/store/lists/claim-rows';
import { EVENT_CELLS, eventRows, type EventList } from '@casus/store/lists/event-rows';
import type { Store } from '@casus/store/open';
import { selectedClaims, selectedEvents, type Selected } from '@casus/store/lists/selected';
import type { TextRow } from '@casus/store/lists/stream';
import { CLAIM_COLUMNS } from './claim-columns.ts';
import type { Column } from './column.ts';
import { EVENT_COLUMNS } from './event-columns.ts';
import { parametersOf, type QueryParameters } from './parameters.ts';

type OneMoment = Pick<Store, 'name' | 'db'>;

/** A list that can be downloaded, whatever its format. */
export interface ListDownload {
  /** As in its address, and as what its rows are is called. */
  name: string;
  parameters: QueryParameters;
  columns: readonly Column[];
  cells: readonly string[];
  point: { latitude: string; longitude: string };
  /** What the arguments pick, at the moment of the request unless they name one. */
  pick(args: Record<string, unknown>, now: string): Picked;
}

export interface Picked {
  asOf: string;
  count(store: OneMoment): Promise<Selected>;
  rows(store: OneMoment): AsyncGenerator<TextRow[]>;
}

const POINT = { latitude: 'latitude', longitude: 'longitude' };
const fields = schema.getQueryType()!.getFields();

export const EVENT_DOWNLOAD: ListDownload = {
  name: 'events',
  parameters: parametersOf(fields['events']!.args),
  columns: EVENT_COLUMNS,
  cells: EVENT_CELLS,
  point: POINT,
  pick: ({ filter, asOf, orderBy }, now) => {
    const list: EventList = {
      filter: eventFilterOf(filter as Parameters<typeof eventFilterOf>[0]),
      orderBy: orderBy as EventList['orderBy'],
      asOf: asOf ? instantOf(asOf as Date) : null,
    };
    return {
      asOf: list.asOf ?? now,
      count: ({ db }) => selectedEvents(db, list),
      rows: (store) => eventRows(store, list),
    };
  },
};

export const CLAIM_DOWNLOAD: ListDownload = {
  name: 'claims',
  parameters: parametersOf(fields['claims']!.args),
  columns: CLAIM_COLUMNS,
  cells: CLAIM_CELLS,
  point: POINT,
  pick: ({ filter, asOf, orderBy }, now) => {
    const list: ClaimList = {
      filter: claimFilterOf(filter as Parameters<typeof claimFilterOf>[0]),
      orderBy: orderBy as ClaimList['orderBy'],
      asOf: asOf ? instantOf(asOf as Date) : now,
    };
    return {
      asOf: list.asOf,
      count: ({ db }) => selectedClaims(db, list),
      rows: (store) => claimRows(store, list),
    };
  },
};
