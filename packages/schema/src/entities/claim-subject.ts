import type { EntityName } from '@casus/store/entities/all';
import type { Claim } from '@casus/store/entities/claim';
import type { Loaders } from '@casus/store/reading/loaders';
import { agreements } from '@casus/store/tables/agreement';
import { conflicts } from '@casus/store/tables/conflict';
import { events } from '@casus/store/tables/event';
import { places } from '@casus/store/tables/place';
import { textOf, type JsonExpression } from '@casus/store/pushdown/json';
import type { Row } from '@casus/store/pushdown/row';
import { rowByKey } from '@casus/store/pushdown/rows';
import { sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { builder } from '../builder.ts';
import type { Tools } from '../pushdown/options.ts';
import { typed, typeOfRow } from '../typed-row.ts';

export const ClaimSubject = builder.unionType('ClaimSubject', {
  description: 'What a claim is about.',
  types: ['Agreement', 'Conflict', 'Event', 'Place'],
  resolveType: typeOfRow,
});

/** The columns of which each claim has one. */
export const SUBJECT_KEYS = [
  'subjectEventKey',
  'subjectConflictKey',
  'subjectPlaceKey',
  'subjectAgreementKey',
] as const satisfies readonly (keyof Claim)[];

type Subject = Pick<Claim, (typeof SUBJECT_KEYS)[number]>;

const TYPES: Record<keyof Subject, EntityName> = {
  subjectEventKey: 'Event',
  subjectConflictKey: 'Conflict',
  subjectPlaceKey: 'Place',
  subjectAgreementKey: 'Agreement',
};

/** What a claim is about, as a statement brought it. */
export type SubjectBrought = Awaited<ReturnType<typeof subjectOf>>;

/** Whether a claim is about what a statement brought. */
export const isAbout = (claim: Subject, subject: SubjectBrought): boolean =>
  SUBJECT_KEYS.some((key) => claim[key] === subject.key && TYPES[key] === typeOfRow(subject));

/** The table's check and foreign keys leave no claim without its subject. */
export async function subjectOf(claim: Subject, loaders: Loaders) {
  if (claim.subjectEventKey) {
    return typed('Event', (await loaders.one(events, claim.subjectEventKey))!);
  }
  if (claim.subjectConflictKey) {
    return typed('Conflict', (await loaders.one(conflicts, claim.subjectConflictKey))!);
  }
  if (claim.subjectPlaceKey) {
    return typed('Place', (await loaders.one(places, claim.subjectPlaceKey))!);
  }
  return typed('Agreement', (await loaders.one(agreements, claim.subjectAgreementKey))!);
}

/** The same, pushed down. */
export function subjectPushedDown(claim: Row, _: object, { alias, below }: Tools): JsonExpression {
  const event = claim.column('subjectEventKey');
  const conflict = claim.column('subjectConflictKey');
  const place = claim.column('subjectPlaceKey');
  const agreement = claim.column('subjectAgreementKey');
  const subject = (table: PgTable, key: SQL, type: EntityName) =>
    textOf(rowByKey(table, alias(), key, (row) => below(row, type)));
  return [
    sql`case when ${event} is not null then ${subject(events, event, 'Event')}
      when ${conflict} is not null then ${subject(conflicts, conflict, 'Conflict')}
      when ${place} is not null then ${subject(places, place, 'Place')}
      else ${subject(agreements, agreement, 'Agreement')} end`,
  ];
}
