import type { Claim as ClaimRow } from '@casus/store/entities/claim';
import type { Event as EventRow } from '@casus/store/entities/event';
import { selectSplit, SPLIT_COLUMNS } from '@casus/store/events/death-split';
import { splitOf, type DeathPart } from '@casus/store/rules/death-split';
import { actors } from '@casus/store/tables/actor';
import type { eventParticipants, QualityFlag as QualityFlagRow } from '@casus/store/tables/event';
import { places } from '@casus/store/tables/place';
import { sql } from 'drizzle-orm';
import { builder } from '../builder.ts';
import { coalesce, expression, sameRow, toKnown, toOne } from '../pushdown/field-options.ts';
import { LocationPrecision, ParticipantRole, QualityFlagKind } from '../types/enums.ts';

/** What an event's row or one of its editions says of where it happened. */
type Located = Pick<
  EventRow,
  'placeKey' | 'countryKey' | 'latitude' | 'longitude' | 'locationPrecision' | 'locationDescription'
>;

export const EventLocation = builder.objectRef<Located>('EventLocation').implement({
  description: 'Where an event happened, by its source, and how closely that is known.',
  fields: (t) => ({
    place: t.field({
      type: 'Place',
      nullable: true,
      description: 'The finest place the source names.',
      ...toOne(places, 'placeKey'),
    }),
    latitude: t.expose('latitude', {
      type: 'Latitude',
      nullable: true,
      description: "Decimal degrees, WGS 84: the source's own point, never moved.",
    }),
    longitude: t.expose('longitude', {
      type: 'Longitude',
      nullable: true,
      description: "Decimal degrees, WGS 84: the source's own point, never moved.",
    }),
    precision: t.field({
      type: LocationPrecision,
      description: 'How closely the point stands for the place.',
      resolve: ({ locationPrecision }) => locationPrecision!,
      pushdown: coalesce(['locationPrecision']),
    }),
    description: t.exposeString('locationDescription', {
      nullable: true,
      description: "The source's remark on the place.",
    }),
    country: t.field({
      type: 'Place',
      nullable: true,
      description: 'The country, by the source.',
      ...toOne(places, 'countryKey'),
    }),
  }),
});

export const EventParticipant = builder
  .objectRef<typeof eventParticipants.$inferSelect>('EventParticipant')
  .implement({
    description: 'An actor that took part in an event, and as what.',
    fields: (t) => ({
      role: t.expose('role', { type: ParticipantRole, description: 'What it did.' }),
      actor: t.field({
        type: 'Actor',
        description: 'Who took part.',
        ...toKnown(actors, 'actorKey'),
      }),
    }),
  });

export const QualityFlag = builder.objectRef<QualityFlagRow>('QualityFlag').implement({
  description: 'What is odd about a row. Odd rows are kept as they came, never repaired.',
  fields: (t) => ({
    kind: t.expose('kind', { type: QualityFlagKind, description: 'What is odd.' }),
    note: t.exposeString('note', { description: 'The particulars.' }),
  }),
});

const partOfSplit = (part: DeathPart) => ({
  resolve: (claim: ClaimRow) => splitOf(claim)?.[part] ?? null,
  pushdown: expression((claim) => [
    sql`coalesce((select ${sql.raw(`split.${SPLIT_COLUMNS[part]}`)}::text
      from (${selectSplit({ best: claim.column('best'), parts: claim.column('parts') })}) split), 'null')`,
  ]),
});

export const DeathEstimate = builder.objectRef<ClaimRow>('DeathEstimate').implement({
  description:
    "An event's own estimate of deaths, persons: the latest word of its dataset's provider, never a sum of claims. low ≤ best ≤ high does not always hold (UCDP). `sideA`, `sideB`, `civilians` and `unknown` split `best`; where they do not add up to it, the event has the flag BEST_NOT_SUM_OF_PARTS.",
  fields: (t) => ({
    low: t.float({
      description: 'The lowest.',
      resolve: ({ low, best }) => (low ?? best)!,
      pushdown: coalesce(['low', 'best']),
    }),
    best: t.float({
      description: 'The most likely.',
      resolve: ({ best }) => best!,
      pushdown: coalesce(['best']),
    }),
    high: t.float({
      description: 'The highest.',
      resolve: ({ high, best }) => (high ?? best)!,
      pushdown: coalesce(['high', 'best']),
    }),
    sideA: t.float({
      nullable: true,
      description:
        'Of the most likely, those of side A; null where the provider does not split its estimate.',
      ...partOfSplit('sideA'),
    }),
    sideB: t.float({
      nullable: true,
      description: 'Of the most likely, those of side B; null where it does not split.',
      ...partOfSplit('sideB'),
    }),
    civilians: t.float({
      nullable: true,
      description:
        'Of the most likely, civilians; null where it does not split. In one-sided violence side B are civilians, too.',
      ...partOfSplit('civilians'),
    }),
    unknown: t.float({
      nullable: true,
      description:
        'Of the most likely, those whose status the provider could not tell; null where it does not split.',
      ...partOfSplit('unknown'),
    }),
    claim: t.field({
      type: 'Claim',
      description: 'The claim that gives it.',
      resolve: (claim) => claim,
      pushdown: sameRow(),
    }),
  }),
});
