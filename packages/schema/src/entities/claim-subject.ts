import type { Claim } from '@casus/store/claim';
import type { Loaders } from '@casus/store/loaders';
import { agreements } from '@casus/store/tables/agreement';
import { conflicts } from '@casus/store/tables/conflict';
import { events } from '@casus/store/tables/event';
import { builder } from '../builder.ts';
import { Agreement, Conflict, Event } from '../refs.ts';

/** Which of the union's types a loaded row is: rows carry no name of their own. */
const typeNames = new WeakMap<object, 'Agreement' | 'Conflict' | 'Event'>();

export const ClaimSubject = builder.unionType('ClaimSubject', {
  description: 'What a claim is about.',
  types: [Agreement, Conflict, Event],
  resolveType: (row) => typeNames.get(row),
});

export async function subjectOf(
  claim: Pick<Claim, 'subjectConflictKey' | 'subjectEventKey' | 'subjectAgreementKey'>,
  loaders: Loaders,
) {
  if (claim.subjectEventKey) {
    return named('Event', await loaders.one(events, claim.subjectEventKey));
  }
  if (claim.subjectConflictKey) {
    return named('Conflict', await loaders.one(conflicts, claim.subjectConflictKey));
  }
  return named('Agreement', await loaders.one(agreements, claim.subjectAgreementKey));
}

function named<Row extends object>(name: 'Agreement' | 'Conflict' | 'Event', row: Row | null): Row {
  // The table's check and foreign keys leave no claim without its subject.
  typeNames.set(row!, name);
  return row!;
}
