import { createHash } from 'node:crypto';
import { FIGURE_SCOPE } from './figure-scope.ts';
import type { FigureClaim } from './figures.ts';

/** The same for as long as it counts the same, in every installation: made of the subject and of what is counted. */
export function figureId(scope: FigureClaim): string {
  const counted = [...subjectOf(scope), ...FIGURE_SCOPE.map((name) => scope[name])];
  return createHash('sha256').update(JSON.stringify(counted)).digest('hex').slice(0, 24);
}

/** What a figure is about: its type and natural key. */
export function subjectOf(claim: FigureClaim): [type: string, key: string] {
  if (claim.subjectEventKey) return ['EVENT', claim.subjectEventKey];
  if (claim.subjectAgreementKey) return ['AGREEMENT', claim.subjectAgreementKey];
  if (claim.subjectPlaceKey) return ['PLACE', claim.subjectPlaceKey];
  return ['CONFLICT', claim.subjectConflictKey ?? ''];
}
