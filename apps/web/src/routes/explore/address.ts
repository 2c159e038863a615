import type { EventFilter } from '../../gql/graphql.ts';
import { withParameters } from '#lib/address/query.ts';
import { parametersOf } from './filter-parameters.ts';
import { NARROWING } from './fields.ts';

/** The same view of other events. What the map showed may not be where they are: it fits anew. */
export function refiltered(url: Pick<URL, 'pathname' | 'search'>, filter: EventFilter): string {
  const changes: Record<string, string | null> = { at: null };
  for (const name of NARROWING) changes[name] = null;
  return withParameters(url, { ...changes, ...Object.fromEntries(parametersOf(filter)) });
}
