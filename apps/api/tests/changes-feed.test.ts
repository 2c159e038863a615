import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';
import { importReleases } from './releases.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await importReleases(api.store, '22.1', '23.1');
});
afterAll(() => api.close());

interface Entry {
  id: string;
  title: string;
  updated: string;
  content: { '#text': string };
}

async function feedAt(address: string) {
  const { statusCode, headers, body } = await api.app.inject(address);
  expect([statusCode, headers['content-type']]).toEqual([
    200,
    'application/atom+xml; charset=utf-8',
  ]);
  expect(XMLValidator.validate(body)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    htmlEntities: true,
    isArray: (name) => ['entry', 'link'].includes(name),
  });
  const { feed } = parser.parse(body);
  return feed as { link: { '@rel': string; '@href': string }[]; entry: Entry[] };
}

test('by what was said, a release’s corrections come with both numbers', async () => {
  const { entry } = await feedAt(
    '/changes.atom?since=2023-06-15T00:00:00Z&until=2023-06-16T00:00:00Z&kinds=REVISED',
  );
  expect(entry).toHaveLength(2);
  expect(entry.map(({ content }) => content['#text']).join()).toContain('3 → 5.');
  expect(entry.every(({ title }) => title.startsWith('revised: '))).toBe(true);
});

test('by what was recorded, it goes on at its next page, and each change stands once', async () => {
  const ids: string[] = [];
  const updated: string[] = [];
  let address: string | undefined = '/changes.atom?clock=RECORDED';
  while (address) {
    const feed: Awaited<ReturnType<typeof feedAt>> = await feedAt(address);
    ids.push(...feed.entry.map(({ id }) => id));
    updated.push(...feed.entry.map((entry) => entry.updated));
    const next = feed.link.find((each) => each['@rel'] === 'next')?.['@href'];
    address = next?.replace('http://localhost:4000', '');
  }
  const { data } = await api.ask('{ changes(clock: RECORDED, first: 1) { totalCount } }');
  expect(ids).toHaveLength(data.changes.totalCount);
  expect(new Set(ids).size).toBe(ids.length);
  expect(updated).toEqual(updated.toSorted().toReversed());
});

test.each([
  ['/changes.atom', 'Give since'],
  ['/changes.atom?clock=NOON', 'clock'],
  ['/changes.atom?clock=RECORDED&nonsense=1', 'There is no parameter'],
])('%s is refused', async (address, why) => {
  const { statusCode, body } = await api.app.inject(address);
  expect([statusCode, body]).toEqual([400, expect.stringContaining(why)]);
});
