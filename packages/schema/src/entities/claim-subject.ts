import type { Claim } from '@casus/store/claim';
import type { Loaders } from '@casus/store/loaders';
import { agreements } from '@casus/store/tables/agreement';
import { conflicts } from '@casus/store/tables/conflict';
import { events } from '@casus/store/tables/event';
import { builder } from '../builder.ts';
import { Agreement, Conflict, Event } from '../refs.ts';
import { typed, typeOfRow } from '../typed-row.ts';

export const ClaimSubject = builder.unionType('ClaimSubject', {
  description: 'What a claim is about.',
  types: [Agreement, Conflict, Event],
  resolveType: typeOfRow,
});

/** The table's check and foreign keys leave no claim without its subject. */
export async function subjectOf(
  claim: Pick<Claim, 'subjectConflictKey' | 'subjectEventKey' | 'subjectAgreementKey'>,
  loaders: Loaders,
) {
  if (claim.subjectEventKey) {
    return typed('Event', (await loaders.one(events, claim.subjectEventKey))!);
  }
  if (claim.subjectConflictKey) {
    return typed('Conflict', (await loaders.one(conflicts, claim.subjectConflictKey))!);
  }
  return typed('Agreement', (await loaders.one(agreements, claim.subjectAgreementKey))!);
}
