import type { FastifyInstance } from 'fastify';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entityTag, isNotModified } from '../http/entity-tag.ts';

const FOLDER = join(import.meta.dirname, 'worked-questions');

/** A question that shows what the record is for, explained in its first lines; a tab of the playground. */
export interface WorkedQuestion {
  name: string;
  query: string;
}

/** In the order of their files. Their variables have defaults: the playground opens its first tab without those of the tab. */
export const WORKED_QUESTIONS: readonly WorkedQuestion[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.graphql'))
  .sort()
  .map((file) => ({
    name: file.replace('.graphql', ''),
    query: readFileSync(join(FOLDER, file), 'utf8'),
  }));

/** The same at `/worked-questions.json`, for pages that show or run them. */
export function publishWorkedQuestions(app: FastifyInstance): void {
  const text = JSON.stringify(WORKED_QUESTIONS);
  const tag = entityTag(text);
  app.get('/worked-questions.json', (request, reply) => {
    void reply.header('cache-control', 'public, max-age=3600');
    if (isNotModified(request, reply, tag)) return reply.code(304).send();
    return reply.type('application/json; charset=utf-8').send(text);
  });
}
