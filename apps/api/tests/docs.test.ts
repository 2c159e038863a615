import { schema } from '@casus/schema/schema';
import { parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { startApi, type RunningApi } from './api.ts';

const pageOf = (name: string) =>
  readFileSync(join(import.meta.dirname, `../../../docs/${name}.md`), 'utf8');
const documentsOf = (name: string) =>
  [...pageOf(name).matchAll(/```graphql\n([^]*?)```/g)].map(([, text]) => [name, text!] as const);

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test.each(['paging', 'limits', 'live'].flatMap(documentsOf))(
  'what docs/%s.md asks is answered: %s',
  async (_, text) => {
    const document = parse(text);
    expect(validate(schema, document)).toEqual([]);
    if (/^subscription/.test(text)) return;
    const { data, errors } = await api.ask(text);
    expect(errors).toEqual([]);
    expect(Object.values(data).every((value) => value !== null)).toBe(true);
  },
);

test('the limits that docs/limits.md tells are those of an installation that sets nothing', () => {
  const { limits, http, admission } = readConfig({});
  const cells = [...pageOf('limits').matchAll(/^\| ([^|]+?) +\| ([\d,]+)/gm)];
  const told = Object.fromEntries(
    cells.map(([, what, number]) => [what!, Number(number!.replaceAll(',', ''))] as const),
  );
  expect(told).toEqual({
    'rows of a page': 100,
    cost: limits.cost,
    'fields of the answer': limits.answerFields,
    'bytes of the answer, uncompressed': limits.answerBytes,
    'levels of fields': limits.depth,
    'fields and fragments selected': limits.breadth,
    aliases: limits.aliases,
    'words, numbers and signs': limits.tokens,
    'operations in one body': limits.batch,
    'bytes of the request': http.maxBodyBytes,
    'milliseconds until it is given up': limits.timeout,
    requests: http.rateLimit,
    'cost of requests': admission.costPerMinute,
    'downloads at a time': http.downloads.perClient,
    'subscriptions open': limits.subscriptionsPerClient,
  });
  expect(pageOf('limits').replaceAll(/\s+/g, ' ')).toContain(
    `At most ${http.downloads.atOnce} downloads and ${limits.subscriptions} subscriptions are open at once.`,
  );
});
