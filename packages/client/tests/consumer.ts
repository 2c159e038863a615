/** A program of somebody who installed the package: compiled, never run. */
import { createClient, type Answer } from '@casus/client';
import {
  ClaimsDocument,
  ConflictDocument,
  DatasetsDocument,
  type ConflictQuery,
  type Metric,
} from '@casus/client/documents';
import { CasusFailure, type CasusError } from '@casus/client/errors';
import { watchClaims } from '@casus/client/live';
import { sha256 } from '@casus/contract';
import { keys, possibleTypes, scalars, typePolicies } from '@casus/contract/cache';
import type { introspection } from '@casus/contract/tada';

const casus = createClient({
  url: 'http://localhost:4000/graphql',
  asOf: new Date(),
  language: 'ky',
});

export async function figures(): Promise<NonNullable<ConflictQuery['conflict']>['figures']> {
  const answer: Answer<ConflictQuery> = await casus.query(ConflictDocument, { slug: 'x' });
  if (answer.errors) throw new CasusFailure(answer.errors);
  return answer.data.conflict?.figures ?? [];
}

export async function names(): Promise<string[]> {
  const received: string[] = [];
  for await (const claim of casus.paginate(ClaimsDocument, {}, ({ claims }) => claims)) {
    const metric: Metric | null = claim.metric;
    received.push(`${claim.claimant.name} ${metric === 'DEATHS' ? 'deaths' : metric}`);
  }
  for await (const { claim, position } of watchClaims(casus))
    received.push(claim.summary, position);
  return received;
}

export function explained(error: CasusError): string {
  switch (error.code) {
    case 'COST_LIMIT_EXCEEDED':
      return `${error.asked} of ${error.limit}`;
    case 'BAD_USER_INPUT':
      return error.unknown ? `no ${error.unknown.type} is ${error.unknown.name}` : error.message;
    case 'RATE_LIMITED':
      return String(error.retryAfterSeconds);
    default:
      return error.message;
  }
}

// @ts-expect-error The slug is missing.
void casus.query(ConflictDocument);
void casus.query(DatasetsDocument);
export type Named = introspection['types']['Metric']['name'];
export const contract: string = sha256;
export const cache = { keys, possibleTypes, typePolicies, dateTime: scalars.DateTime };
