import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { CONTRACT_HEADER } from './contract-header.ts';
import { POSITION_HEADER } from './reading.ts';
import { RATE_LIMIT_HEADERS } from './rate-limit.ts';

const DAY = 86_400;

/** Of the headers that API answers have, browsers give scripts of other sites none but a few by themselves. */
const EXPOSED = [
  'accept-ranges',
  'allow',
  'content-disposition',
  'content-range',
  'etag',
  'link',
  'repr-digest',
  'x-casus-rows',
  CONTRACT_HEADER,
  POSITION_HEADER,
  'x-request-id',
  ...RATE_LIMIT_HEADERS,
];

/** Open data: a script of any site may read it, but never with a reader's cookies or passwords. */
export async function shareAcrossOrigins(
  app: FastifyInstance,
  origins: '*' | string[],
): Promise<void> {
  await app.register(cors, {
    origin: origins === '*' ? '*' : origins.length > 0 && origins,
    methods: ['GET', 'HEAD', 'POST'],
    credentials: false,
    // Its own words for a preflight without an origin are no JSON; that one is answered like any other.
    strictPreflight: false,
    exposedHeaders: EXPOSED,
    maxAge: DAY,
  });
}
