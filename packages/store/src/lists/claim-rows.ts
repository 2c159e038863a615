import { sql } from 'drizzle-orm';
import { CLAIM_ORDERS, claimsWhere, type ClaimFilter } from '../entities/claim.ts';
import { namesIn } from './names.ts';
import type { Store } from '../open.ts';
import {
  itemsOf,
  listed,
  listOf,
  partsIn,
  partsOf,
  readInBatches,
  type TextRow,
} from './stream.ts';
import { actors } from '../tables/actor.ts';
import { agreements } from '../tables/agreement.ts';
import { claimAttributions, claims } from '../tables/claim.ts';
import { conflicts } from '../tables/conflict.ts';
import { events } from '../tables/event.ts';
import { places } from '../tables/place.ts';
import { reports } from '../tables/report.ts';

/** Which claims to read, in what order; those that stood at the moment. */
export interface ClaimList {
  filter: ClaimFilter;
  orderBy: keyof typeof CLAIM_ORDERS;
  asOf: string;
}

const FIELDS = {
  key: claims.key,
  slug: sql`coalesce(${claims.slug}, ${claims.key})`,
  kind: claims.kind,
  metric: claims.metric,
  population: claims.population,
  partyKey: claims.partyKey,
  measure: claims.measure,
  periodEdtf: claims.periodEdtf,
  placeKey: claims.placeKey,
  low: claims.low,
  best: claims.best,
  high: claims.high,
  quantifier: claims.quantifier,
  stance: claims.stance,
  summary: claims.summary,
  assertedEarliest: claims.assertedEarliest,
  assertedLatest: claims.assertedLatest,
  assertedPrecision: claims.assertedPrecision,
  assertedEdtf: claims.assertedEdtf,
  assertedZone: claims.assertedZone,
  claimantKey: claims.claimantKey,
  sourceReliability: claims.sourceReliability,
  informationCredibility: claims.informationCredibility,
  rank: claims.rank,
  rankReason: claims.rankReason,
  subjectEventKey: claims.subjectEventKey,
  subjectAgreementKey: claims.subjectAgreementKey,
  subjectConflictKey: claims.subjectConflictKey,
  subjectPlaceKey: claims.subjectPlaceKey,
  conflictKey: claims.conflictKey,
  answersKey: claims.answersKey,
  supersedesKey: claims.supersedesKey,
  recordedAt: claims.recordedAt,
  withdrawnAt: claims.withdrawnAt,
  eventName: events.name,
  latitude: events.latitude,
  longitude: events.longitude,
  locationPrecision: events.locationPrecision,
  datasetKey: claims.releaseKey,
  chain: listOf(
    partsIn(claimAttributions.role, claimAttributions.actorKey, claimAttributions.reportKey),
    sql`from ${claimAttributions} where ${claimAttributions.claimKey} = ${claims.key}
      order by ${claimAttributions.ordinal}`,
  ),
};

type Field = keyof typeof FIELDS;

/** What a row of a claim tells, in its order; names follow the keys they belong to at the end. */
export const CLAIM_CELLS = [
  ...(Object.keys(FIELDS) as Field[]),
  'attribution',
  'attributionKeys',
  'publishers',
  'reportKeys',
  'reportTitles',
  'reportUrls',
  'claimantName',
  'partyName',
  'placeName',
  'conflictName',
  'subjectType',
  'subjectKey',
  'subjectName',
] as const;

export type ClaimCell = (typeof CLAIM_CELLS)[number];

const at = (field: Field) => Object.keys(FIELDS).indexOf(field);
const [PARTY, PLACE, CLAIMANT, CONFLICT, CHAIN] = [
  at('partyKey'),
  at('placeKey'),
  at('claimantKey'),
  at('conflictKey'),
  at('chain'),
] as const;
const [EVENT, EVENT_NAME, AGREEMENT, WHOLE_CONFLICT, WHOLE_PLACE] = [
  at('subjectEventKey'),
  at('eventName'),
  at('subjectAgreementKey'),
  at('subjectConflictKey'),
  at('subjectPlaceKey'),
] as const;

/** Whole claims in batches, with their chains and the names of what they refer to. Inside `atOneMoment`. */
export async function* claimRows(
  store: Pick<Store, 'name' | 'db'>,
  { filter, orderBy, asOf }: ClaimList,
): AsyncGenerator<TextRow[]> {
  const { db } = store;
  const actorNames = namesIn(db, actors, { name: actors.name });
  const placeNames = namesIn(db, places, { name: places.name });
  const conflictNames = namesIn(db, conflicts, { name: conflicts.name });
  const agreementNames = namesIn(db, agreements, { name: agreements.name });
  const documents = namesIn(db, reports, { title: reports.title, url: reports.url });
  const nameIn = (names: typeof actorNames, key: string) => names.of(key)?.name ?? '';

  const batches = readInBatches(store, {
    fields: FIELDS,
    from: sql`${claims} left join ${events} on ${events.key} = ${claims.subjectEventKey}`,
    where: claimsWhere(filter, asOf),
    order: CLAIM_ORDERS[orderBy],
    key: claims.key,
  });
  for await (const rows of batches) {
    const chains = rows.map((row) => itemsOf(row[CHAIN]!).map(partsOf) as Step[]);
    const steps = chains.flat();
    await actorNames.learn([
      ...rows.flatMap((row) => [row[PARTY]!, row[CLAIMANT]!]),
      ...steps.map(([, actor]) => actor),
    ]);
    await placeNames.learn(rows.flatMap((row) => [row[PLACE]!, row[WHOLE_PLACE]!]));
    await conflictNames.learn(rows.flatMap((row) => [row[CONFLICT]!, row[WHOLE_CONFLICT]!]));
    await agreementNames.learn(rows.map((row) => row[AGREEMENT]!));
    await documents.learn(steps.map(([, , report]) => report));
    for (const [index, row] of rows.entries()) {
      const chain = chains[index]!;
      const reported = chain.map(([, , report]) => report).filter(Boolean);
      const [type, key, name] = subjectOf(row);
      row.push(
        listed(chain.map(([role, actor]) => `${role}: ${nameIn(actorNames, actor)}`)),
        listed(chain.map(([, actor]) => actor)),
        listed(
          chain
            .filter(([role]) => role === 'PUBLISHER')
            .map(([, actor]) => nameIn(actorNames, actor)),
        ),
        listed(reported),
        listed(reported.map((report) => documents.of(report)?.title ?? '')),
        listed(reported.map((report) => documents.of(report)?.url ?? '')),
        nameIn(actorNames, row[CLAIMANT]!),
        nameIn(actorNames, row[PARTY]!),
        nameIn(placeNames, row[PLACE]!),
        nameIn(conflictNames, row[CONFLICT]!),
        type,
        key,
        name,
      );
    }
    yield rows;
  }

  function subjectOf(row: TextRow): [type: string, key: string, name: string] {
    const [event, agreement, place] = [row[EVENT]!, row[AGREEMENT]!, row[WHOLE_PLACE]!];
    const conflict = row[WHOLE_CONFLICT]!;
    if (event) return ['EVENT', event, row[EVENT_NAME]!];
    if (agreement) return ['AGREEMENT', agreement, nameIn(agreementNames, agreement)];
    if (place) return ['PLACE', place, nameIn(placeNames, place)];
    return ['CONFLICT', conflict, nameIn(conflictNames, conflict)];
  }
}

/** Role, actor's key, report's key or nothing. */
type Step = [role: string, actor: string, report: string];
