import { actors } from '@casus/store/tables/actor';
import { agreements } from '@casus/store/tables/agreement';
import { claims } from '@casus/store/tables/claim';
import { conflicts, dyads } from '@casus/store/tables/conflict';
import { datasets } from '@casus/store/tables/dataset';
import { events } from '@casus/store/tables/event';
import { places } from '@casus/store/tables/place';
import { reports } from '@casus/store/tables/report';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { NodeType } from '../global-id.ts';

const TABLES: Record<NodeType, PgTable> = {
  Actor: actors,
  Agreement: agreements,
  Claim: claims,
  Conflict: conflicts,
  Dataset: datasets,
  Dyad: dyads,
  Event: events,
  Place: places,
  Report: reports,
};

/** The table whose rows are the nodes of a type. */
export const tableOf = (type: NodeType): PgTable => TABLES[type];
