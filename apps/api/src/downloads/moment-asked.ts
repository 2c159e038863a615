import { schema } from '@casus/schema/schema';
import { instantOf } from '@casus/schema/types/scalars';
import { parametersOf } from './parameters.ts';

const { args } = schema.getQueryType()!.getFields()['claims']!;
const parameters = parametersOf(args.filter(({ name }) => name === 'asOf'));

/** The moment that an address names, beside parameters that are `also` taken; null for none. @throws GraphQLError */
export function momentAsked(address: string, also: readonly string[] = []): string | null {
  const { searchParams } = new URL(address, 'http://localhost');
  for (const name of also) searchParams.delete(name);
  const { asOf } = parameters.read(searchParams);
  return asOf instanceof Date ? instantOf(asOf) : null;
}
