import type { Context } from '@casus/schema/context';
import { revisionOf } from '@casus/store/history/revision';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { join } from 'node:path';
import type { AdmitRequest } from '../pipeline/admission/admit-request.ts';
import { entityTag, isHeld } from '../http/entity-tag.ts';
import { HttpError } from '../http/errors.ts';
import type { OwnAddress } from '../http/own-address.ts';
import { inTime } from '../pipeline/limits/use-time-limit.ts';
import { permalinkOf } from './about.ts';
import { momentAsked } from './moment-asked.ts';
import { answerTo, costOfQuery, publishedQueries } from './published-queries.ts';
import { TERMS_NOTICE } from './terms.ts';

/** Where entities are, and the query that tells one. */
const ENTITIES = {
  conflicts: 'Conflict',
  events: 'Event',
  actors: 'Actor',
  places: 'Place',
  agreements: 'Agreement',
  reports: 'Report',
  claims: 'Claim',
} as const;

const SUFFIX = '.json';
const queries = publishedQueries(join(import.meta.dirname, 'entities'));

/** `/conflicts/<slug>.json` and its like: what the API answers to a published query, which stands in the answer. */
export function entityDownloads(
  app: FastifyInstance,
  contextFor: (cancellation: AbortController) => Context,
  ownAddress: OwnAddress,
  admitRequest: AdmitRequest,
  timeout: number,
): void {
  for (const [place, operation] of Object.entries(ENTITIES)) {
    app.get<{ Params: { '*': string } }>(`/${place}/*`, (request, reply) => {
      const path = request.params['*'];
      const slug = path.slice(0, -SUFFIX.length);
      if (!path.endsWith(SUFFIX) || slug === '') {
        throw new HttpError(
          404,
          `There is nothing here. ${operation}s are at /${place}/<slug>.json.`,
        );
      }
      return answer(request, reply, { operation, slug });
    });
  }
  app.get('/datasets.json', (request, reply) => answer(request, reply, { operation: 'Datasets' }));

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    { operation, slug }: { operation: string; slug?: string },
  ): Promise<FastifyReply> {
    const asked = momentAsked(request.url);
    const context = contextFor(request.cancellation);
    void reply.header('cache-control', 'no-cache');
    if (asked && isHeld(request, reply, entityTag(request.url, await revisionOf(context.db)))) {
      return reply.code(304).send();
    }
    const query = queries.get(operation)!;
    const variables = slug === undefined ? {} : { slug, asOf: asked, rewound: asked !== null };
    const admit = admitRequest(request, reply);
    const data = await inTime(timeout, request.cancellation, () =>
      admit.work(costOfQuery(query, variables), () =>
        answerTo<Record<string, object | null>>(query, variables, context),
      ),
    );
    if (Object.values(data)[0] === null) {
      throw new HttpError(
        404,
        `There is no ${operation.toLowerCase()} "${slug!.slice(0, 200)}". Slugs and natural keys are in the field slug of the API's answers.`,
      );
    }
    const asOf = asked ?? context.now;
    const permalink = permalinkOf(ownAddress(request), request.url, asOf);
    const text = JSON.stringify({
      data,
      casus: { asOf, permalink, terms: TERMS_NOTICE, query: query.text, variables },
    });
    context.budget.takeBytes(Buffer.byteLength(text));
    return reply
      .type('application/json; charset=utf-8')
      .header('link', `<${permalink}>; rel="bookmark"`)
      .send(text);
  }
}
