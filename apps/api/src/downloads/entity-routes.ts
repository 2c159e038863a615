import { didYouMean } from '@casus/schema/entities-named';
import { ENTITIES, ENTITY_NAMES, type EntityName } from '@casus/store/entities/all';
import { revisionOf } from '@casus/store/history/revision';
import { nearlyNamed } from '@casus/store/search/nearly-named';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { join } from 'node:path';
import type { AdmitRequest } from '../pipeline/admission/admit-request.ts';
import { entityTag, isNotModified } from '../http/entity-tag.ts';
import { HttpError } from '../http/errors.ts';
import type { OwnAddress } from '../http/own-address.ts';
import type { GraphQLServer } from '../pipeline/yoga.ts';
import { permalinkOf } from './about.ts';
import { momentAsked } from './moment-asked.ts';
import { answerTo, publishedQueries } from './published-queries.ts';
import { TERMS_NOTICE } from './terms.ts';

const SUFFIX = '.json';
const queries = publishedQueries(join(import.meta.dirname, 'entities'));

/** The entities that have a query of their own, which is called as they are. */
const DOWNLOADED = ENTITY_NAMES.filter((name) => queries.has(name));

/** `/conflicts/<slug>.json` and its like: what the API answers to a published query, which stands in the answer. */
export function entityDownloads(
  app: FastifyInstance,
  yoga: GraphQLServer,
  ownAddress: OwnAddress,
  admitRequest: AdmitRequest,
): void {
  for (const operation of DOWNLOADED) {
    const place = ENTITIES[operation].plural;
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
    const now = new Date().toISOString();
    const { database } = await request.read();
    const db = database(request.cancellation.signal);
    void reply.header('cache-control', 'no-cache');
    if (
      asked &&
      asked <= now &&
      isNotModified(request, reply, entityTag(request.url, await revisionOf(db)))
    ) {
      return reply.code(304).send();
    }
    const query = queries.get(operation)!;
    const variables = slug === undefined ? {} : { slug, asOf: asked, rewound: asked !== null };
    const data = await answerTo<Record<string, object | null>>(yoga, request, {
      query,
      variables,
      now,
      admit: admitRequest(request, reply),
    });
    if (Object.values(data)[0] === null) {
      const named = { entity: operation as EntityName, name: slug! };
      const nearly = didYouMean(await nearlyNamed(db, named, now));
      throw new HttpError(
        404,
        `There is no ${operation.toLowerCase()} "${slug!.slice(0, 200)}".${nearly} Slugs and natural keys are in the field slug of the API's answers.`,
      );
    }
    const asOf = asked ?? now;
    const permalink = permalinkOf(ownAddress(request), request.url, { asOf, now });
    const text = JSON.stringify({
      data,
      casus: { asOf, permalink, terms: TERMS_NOTICE, query: query.text, variables },
    });
    if (permalink) void reply.header('link', `<${permalink}>; rel="bookmark"`);
    return reply.type('application/json; charset=utf-8').send(text);
  }
}
