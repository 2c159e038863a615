import {
  buildClientSchema,
  getIntrospectionQuery,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';

export interface ServedContract {
  schema: GraphQLSchema;
  /** As `X-Casus-Schema` of its answers has it; null of a server that does not say. */
  sha256: string | null;
}

/** No contract can be had of this address; the message says why. */
export class ServerSilent extends Error {
  override name = 'ServerSilent';
}

/** @throws ServerSilent */
export async function contractOf(url: string): Promise<ServedContract> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: getIntrospectionQuery() }),
      signal: AbortSignal.timeout(30_000),
    });
  } catch (error) {
    const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
    throw new ServerSilent(`${url} does not answer: ${cause?.code ?? cause?.message ?? message}.`);
  }
  const text = await response.text();
  try {
    const { data, errors } = JSON.parse(text) as {
      data?: IntrospectionQuery;
      errors?: { message: string }[];
    };
    if (!data && ![404, 405].includes(response.status))
      throw new ServerSilent(`${url} refuses: ${errors?.[0]?.message ?? text.slice(0, 200)}`);
    return { schema: buildClientSchema(data!), sha256: response.headers.get('x-casus-schema') };
  } catch (error) {
    if (error instanceof ServerSilent) throw error;
    throw new ServerSilent(
      `${url} answers ${response.status} with what is no GraphQL. Give the address of the endpoint, which ends in /graphql.`,
    );
  }
}
