import type { FastifyInstance } from 'fastify';
import type { AdmitRequest } from '../pipeline/admission/admit-request.ts';
import type { GraphQLServer } from '../pipeline/yoga.ts';
import { ask, send } from '../http/graphql-route.ts';
import { TERMS_NOTICE } from './terms.ts';

/**
 * `/answer.json?query=…&variables=…`: what the API answers to any question, as a file that holds the
 * question too. Refused as `/graphql` refuses it.
 */
export function answerDownload(
  app: FastifyInstance,
  yoga: GraphQLServer,
  admitRequest: AdmitRequest,
): void {
  app.get('/answer.json', async (request, reply) => {
    const response = await ask(yoga, request, {
      types: 'application/graphql-response+json',
      admit: admitRequest(request, reply),
    });
    void reply.header('cache-control', 'no-store');
    if (response.status !== 200 || request.notes!.codes.length > 0)
      return send(response, request, reply);
    const asked = new URL(request.url, 'http://localhost').searchParams;
    const { data } = (await response.json()) as { data: unknown };
    return reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="${fileName(request.notes!.name)}"`)
      .send({
        data,
        casus: {
          answeredAt: new Date().toISOString(),
          terms: TERMS_NOTICE,
          query: asked.get('query'),
          variables: JSON.parse(asked.get('variables') || '{}') as unknown,
        },
      });
  });
}

/** ConflictsPage: casus-conflicts-page.json. A name in GraphQL has no letter that a file system minds. */
function fileName(operation: string | undefined): string {
  const words = operation?.match(/[A-Z]?[a-z0-9]+|[A-Z]+/g) ?? ['answer'];
  return `casus-${words.join('-').toLowerCase()}.json`;
}
