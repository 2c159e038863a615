import {
  figureClaimsOfEvent,
  figureClaimsOfEvents,
  type Claim as ClaimRow,
} from '@casus/store/entities/claim';
import type { Event as EventRow } from '@casus/store/entities/event';
import { describedRow, editionParticipants, isOlder } from '@casus/store/events/described';
import { jsonObject, nullUnless, textOf, type JsonExpression } from '@casus/store/pushdown/json';
import { columnsJson, type Row } from '@casus/store/pushdown/row';
import { ownedRows, rowByKey, rowsWhere } from '@casus/store/pushdown/rows';
import {
  DESCRIBED,
  EDITION_COLUMNS,
  editionOfRow,
  editionsFrom,
  saySame,
  type Edition,
  type EditionSources,
} from '@casus/store/releases/edition';
import { editionSources, editionSourcesJson } from '@casus/store/releases/edition-sources';
import { EVENT_DEATHS, FIGURE_SCOPE, hasScope } from '@casus/store/rules/figure-scope';
import { claims } from '@casus/store/tables/claim';
import { datasets } from '@casus/store/tables/dataset';
import { eventParticipants, events } from '@casus/store/tables/event';
import { sql } from 'drizzle-orm';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { derived } from '../pushdown/field-options.ts';
import type { ComposeTools, Moment } from '../pushdown/options.ts';
import { saidByArgument } from '../types/as-of.ts';
import { EventKind, Violence } from '../types/enums.ts';
import { instantOf } from '../types/scalars.ts';
import { TimeBounds } from '../types/time-bounds.ts';
import { conflicts } from '@casus/store/tables/conflict';
import { DeathEstimate, EventLocation, EventParticipant } from './event-parts.ts';
import { Release } from './release.ts';

/** What an issue of a release says of an event. */
export interface EditionRow {
  fields: Edition;
  /** Its claim of the deaths; null where it makes none. */
  deaths: ClaimRow | null;
}

export const EventEdition = builder.objectRef<EditionRow>('EventEdition').implement({
  description:
    'All that a release says of an event, as it said it, from the first release that said so. Nothing of it is lost when the next one says something else.',
  fields: (t) => ({
    release: t.field({
      type: Release,
      description: 'The release that first said so.',
      resolve: ({ fields }, _, { loaders }) => loaders.known(datasets, fields.releaseKey),
    }),
    issue: t.int({
      description: "The number of the release's issue that first said so.",
      resolve: ({ fields }) => fields.issue,
    }),
    name: t.string({ description: 'What happened.', resolve: ({ fields }) => fields.name }),
    kind: t.field({
      type: EventKind,
      description: 'What sort of event it is.',
      resolve: ({ fields }) => fields.kind,
    }),
    violence: t.field({
      type: Violence,
      nullable: true,
      description: "UCDP's type of organised violence.",
      resolve: ({ fields }) => fields.violence,
    }),
    time: t.field({
      type: TimeBounds,
      description: 'When it happened.',
      resolve: ({ fields: { earliest, latest, precision, edtf, zone } }) => ({
        earliest,
        latest,
        precision,
        edtf,
        zone,
      }),
    }),
    location: t.field({
      type: EventLocation,
      nullable: true,
      description: 'Where it happened; null where the release does not tell.',
      resolve: ({ fields }) => (fields.locationPrecision ? fields : null),
    }),
    participants: t.field({
      type: [EventParticipant],
      rows: 5,
      description: 'Who took part, and as what.',
      resolve: ({ fields }) =>
        fields.participants.map((part, index) => ({
          ...part,
          eventKey: fields.eventKey,
          position: index + 1,
        })),
    }),
    conflict: t.field({
      type: 'Conflict',
      nullable: true,
      description: 'The conflict it belongs to.',
      resolve: ({ fields }, _, { loaders }) => loaders.one(conflicts, fields.conflictKey),
    }),
    deaths: t.field({
      type: DeathEstimate,
      nullable: true,
      description: 'Its estimate of the deaths; null where it gives none.',
      resolve: ({ deaths }) => deaths,
    }),
    reviewStatus: t.string({
      nullable: true,
      description: 'The dataset\'s own review of a candidate event, such as "Check deaths".',
      resolve: ({ fields }) => fields.reviewStatus,
    }),
  }),
});

/** What the editions of an event are told from, beside its row. */
interface EditionInput {
  sources: EditionSources;
  claims: readonly ClaimRow[];
}

/** The columns of a claim of deaths that an edition shows, or by which it is found. */
const CLAIM_COLUMNS = [
  ...FIGURE_SCOPE,
  ...(['key', 'releaseKey', 'issue', 'low', 'best', 'high', 'parts'] as const),
] as const satisfies readonly (keyof ClaimRow)[];

/** What each issue of a release says of an event, the first one first; as of a moment, what they had by then. */
function editionsFromInput(
  event: EventRow,
  { sources, claims: found }: EditionInput,
  asOf: string | null,
): EditionRow[] {
  const row = editionOfRow(event, sources.participants);
  return editionsFrom(row, sources, asOf).map((fields) => ({
    fields,
    deaths:
      found.find(
        (claim) =>
          claim.releaseKey === fields.releaseKey &&
          claim.issue === fields.issue &&
          hasScope(claim, EVENT_DEATHS),
      ) ?? null,
  }));
}

function differ(one: EditionRow, other: EditionRow): boolean {
  const figuresOf = ({ deaths }: EditionRow) => [deaths?.low, deaths?.best, deaths?.high].join();
  return figuresOf(one) !== figuresOf(other) || !saySame(one.fields, other.fields);
}

async function readInput(key: string, { db, loaders }: Context): Promise<EditionInput> {
  const [sources, found] = await Promise.all([
    loaders.by('editionSources', key, (keys) => editionSources(db, keys)),
    loaders.by('figureClaimsOfEvents', key, (keys) => figureClaimsOfEvents(db, keys)),
  ]);
  return { sources: sources!, claims: found ?? [] };
}

const editions = derived({
  input: 'editions',
  columns: EDITION_COLUMNS,
  load: ({ key }: EventRow, context) => readInput(key, context),
  build: (event, { alias, part }) =>
    jsonObject([
      ['sources', editionSourcesJson(event, alias)],
      [
        'claims',
        rowsWhere(
          claims,
          alias(),
          figureClaimsOfEvent(event.column('key')),
          part('Claim', ['deaths.claim'], CLAIM_COLUMNS),
        ),
      ],
    ]),
  derive: (input, event, { asOf }: { asOf?: Date | null | undefined }) =>
    editionsFromInput(event, input, asOf ? instantOf(asOf) : null).filter(
      (row, index, rows) => index === 0 || differ(rows[index - 1]!, row),
    ),
});

builder.objectField('Event', 'editions', (t) =>
  t.field({
    type: [EventEdition],
    rows: 5,
    description:
      'What the releases of its dataset have said of it, in the order in which they came out: one where a release says something else than the one before it. Empty for an event that no release tells. `editions { release { version } time { edtf } deaths { best } }`.',
    args: { asOf: t.arg(saidByArgument) },
    ...editions,
  }),
);

/** The word of one issue on an event. */
export async function editionOfIssue(
  event: EventRow,
  { releaseKey, issue }: Pick<Edition, 'releaseKey' | 'issue'>,
  context: Context,
): Promise<EditionRow | null> {
  const rows = editionsFromInput(event, await readInput(event.key, context), null);
  return (
    rows.find(({ fields }) => fields.releaseKey === releaseKey && fields.issue === issue) ?? null
  );
}

/** An edition as `editionJson` writes it. */
export interface EditionBrought {
  fields: Omit<Edition, 'eventKey' | 'releaseKey' | 'issue' | 'participants'>;
  participants: Edition['participants'];
  deaths: ClaimRow | null;
}

export const editionFrom = (
  by: Pick<Edition, 'eventKey' | 'releaseKey' | 'issue'>,
  { fields, participants, deaths }: EditionBrought,
): EditionRow => ({ fields: { ...by, ...fields, participants }, deaths });

/**
 * What was said of the event of a row when an issue had come out that makes a claim of its deaths.
 *
 * @param at the property that has the claim's key; null where there is none
 * @param places where the claim's edition shows up
 */
export function editionJson(
  row: Row,
  at: string,
  moment: Moment,
  places: (field: string) => string[],
  { alias, part }: ComposeTools,
): JsonExpression {
  const claim = part('Claim', places('deaths.claim'), CLAIM_COLUMNS);
  const json = rowByKey(events, alias(), row.column('key'), (event) =>
    describedRow(event, moment, alias(), (then) =>
      jsonObject([
        ['fields', columnsJson(then, DESCRIBED)],
        ['participants', participantsAt(event, moment, alias())],
        ['deaths', rowByKey(claims, alias(), row.column(at), claim)],
      ]),
    ),
  );
  return nullUnless(sql`${row.column(at)} is not null`, json);
}

function participantsAt(event: Row, moment: Moment, alias: string): JsonExpression {
  const ofRow = ownedRows(
    eventParticipants,
    alias,
    {
      owner: eventParticipants.eventKey,
      key: event.column('key'),
      orderBy: [eventParticipants.position],
    },
    (part) => columnsJson(part, ['actorKey', 'role']),
  );
  return [
    sql`case when ${isOlder(event, moment)} then ${editionParticipants(event, moment)}::text
      else ${textOf(ofRow)} end`,
  ];
}
