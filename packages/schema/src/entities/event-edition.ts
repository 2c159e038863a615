import { figureClaimsOfEvents, type Claim as ClaimRow } from '@casus/store/entities/claim';
import type { Event as EventRow } from '@casus/store/entities/event';
import { editionsOfEvents, saySame, type Edition } from '@casus/store/releases/editions';
import { EVENT_DEATHS, hasScope } from '@casus/store/rules/figure-scope';
import { datasets } from '@casus/store/tables/dataset';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { saidByArgument } from '../types/as-of.ts';
import { EventKind, Violence } from '../types/enums.ts';
import { instantOf } from '../types/scalars.ts';
import { TimeBounds } from '../types/time-bounds.ts';
import { conflicts } from '@casus/store/tables/conflict';
import { DeathEstimate, EventLocation, EventParticipant } from './event.ts';
import { Release } from './release.ts';

/** What an issue of a release says of an event. */
export interface EditionRow {
  said: Edition;
  /** The event's row as that issue has it. */
  event: EventRow;
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
      resolve: ({ said }, _, { loaders }) => loaders.known(datasets, said.releaseKey),
    }),
    issue: t.int({
      description: "The number of the release's issue that first said so.",
      resolve: ({ said }) => said.issue,
    }),
    name: t.string({ description: 'What happened.', resolve: ({ said }) => said.name }),
    kind: t.field({
      type: EventKind,
      description: 'What sort of event it is.',
      resolve: ({ said }) => said.kind,
    }),
    violence: t.field({
      type: Violence,
      nullable: true,
      description: "UCDP's type of organised violence.",
      resolve: ({ said }) => said.violence,
    }),
    time: t.field({
      type: TimeBounds,
      description: 'When it happened.',
      resolve: ({ said: { earliest, latest, precision, edtf, zone } }) => ({
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
      resolve: ({ event }) => (event.locationPrecision ? event : null),
    }),
    participants: t.field({
      type: [EventParticipant],
      rows: 5,
      description: 'Who took part, and as what.',
      resolve: ({ said }) =>
        said.participants.map((part, index) => ({
          ...part,
          eventKey: said.eventKey,
          position: index + 1,
        })),
    }),
    conflict: t.field({
      type: 'Conflict',
      nullable: true,
      description: 'The conflict it belongs to.',
      resolve: ({ said }, _, { loaders }) => loaders.one(conflicts, said.conflictKey),
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
      resolve: ({ said }) => said.reviewStatus,
    }),
  }),
});

builder.objectField('Event', 'editions', (t) =>
  t.field({
    type: [EventEdition],
    rows: 5,
    description:
      'What the releases of its dataset have said of it, in the order in which they came out: one where a release says something else than the one before it. Empty for an event that no release tells. `editions { release { version } time { edtf } deaths { best } }`.',
    args: { asOf: t.arg(saidByArgument) },
    resolve: async (event, { asOf }, context) => {
      const rows = await editionsOf(event, context, asOf ? instantOf(asOf) : null);
      return rows.filter((row, index) => index === 0 || differ(rows[index - 1]!, row));
    },
  }),
);

/** What each issue of a release says of an event, the first one first; as of a moment, what they had by then. */
export async function editionsOf(
  event: EventRow,
  { db, loaders }: Context,
  asOf: string | null = null,
): Promise<EditionRow[]> {
  const [editions, claims] = await Promise.all([
    loaders.by(`editionsOfEvents ${asOf}`, event.key, (keys) => editionsOfEvents(db, keys, asOf)),
    loaders.by('figureClaimsOfEvents', event.key, (keys) => figureClaimsOfEvents(db, keys)),
  ]);
  return (editions ?? []).map((said): EditionRow => {
    const { eventKey: _, releaseKey: datasetKey, participants: __, ...described } = said;
    const deaths = claims?.find(
      (claim) =>
        claim.releaseKey === said.releaseKey &&
        claim.issue === said.issue &&
        hasScope(claim, EVENT_DEATHS),
    );
    return { said, event: { ...event, ...described, datasetKey }, deaths: deaths ?? null };
  });
}

function differ(one: EditionRow, other: EditionRow): boolean {
  const figures = ({ deaths }: EditionRow) => [deaths?.low, deaths?.best, deaths?.high].join();
  return figures(one) !== figures(other) || !saySame(one.said, other.said);
}
