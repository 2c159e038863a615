import { agreements } from '@casus/store/tables/agreement';
import { claims } from '@casus/store/tables/claim';
import { actors } from '@casus/store/tables/actor';
import { eq } from 'drizzle-orm';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atomXml } from '../src/feeds/atom.ts';
import { startApi, type RunningApi } from './api.ts';
import { importReleases } from './releases.ts';

interface Link {
  '@rel': string;
  '@href': string;
}
interface Entry {
  id: string;
  title: string;
  updated: string;
  author: { name: string };
  link: Link[];
  content: { '#text': string; '@type': string };
}
interface Feed {
  '@xmlns': string;
  id: string;
  title: string;
  updated: string;
  rights: string;
  link: Link[];
  entry: Entry[];
}

const FEED = '/conflicts/kyrgyzstan-tajikistan/feed.atom';
const HOSTILE = ']]><script>alert("x")</script>&nbsp;\u0007\ud800';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

function read(xml: string): Feed {
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    htmlEntities: true,
    parseTagValue: false,
    isArray: (name) => ['entry', 'link', 'category'].includes(name),
  });
  const { feed } = parser.parse(xml) as { feed: Feed };
  return { ...feed, entry: feed.entry ?? [] };
}
const feedAt = async (address: string) => read((await api.app.inject(address)).body);

describe('the feed of a conflict', () => {
  test('is Atom, with what RFC 4287 wants of a feed and of each entry', async () => {
    const { headers, body } = await api.app.inject(FEED);
    const feed = read(body);
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(feed).toMatchObject({
      '@xmlns': 'http://www.w3.org/2005/Atom',
      title: 'Casus: Kyrgyzstan – Tajikistan',
    });
    expect(feed.rights).toContain('licence');
    expect(feed.link[0]).toMatchObject({ '@rel': 'self', '@href': `http://localhost:4000${FEED}` });
    const ids = [feed, ...feed.entry].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, title, updated, author, content } of feed.entry) {
      expect(id).toMatch(/^tag:casus\.invalid,2022:[\w-]+/);
      expect(new Date(updated).toISOString()).toBe(updated);
      expect([title, author.name, content['#text']].every(Boolean)).toBe(true);
      expect(content['@type']).toBe('html');
    }
    expect(feed.updated).toBe(feed.entry[0]!.updated);
    expect(feed.entry.map(({ updated }) => updated)).toEqual(
      feed.entry
        .map(({ updated }) => updated)
        .toSorted()
        .reverse(),
    );
  });

  test('tells the newest claims by who said them, and how the ceasefire went', async () => {
    const { entry } = await feedAt(`${FEED}?asOf=2022-09-16T23:59:59Z`);
    const { data } = await api.ask(
      `{ conflict(slug: "kyrgyzstan-tajikistan") {
        claims(first: 50, asOf: "2022-09-16T23:59:59Z") { nodes { id claimant { name } } }
        agreements(asOf: "2022-09-16T23:59:59Z") { nodes { milestones(asOf: "2022-09-16T23:59:59Z") { status } } } } }`,
    );
    const authors = entry.map(({ id, author }) => [id.split(':')[2], author.name]);
    for (const { id, claimant } of data.conflict.claims.nodes) {
      expect(authors).toContainEqual([id, claimant.name]);
    }
    const steps = data.conflict.agreements.nodes.flatMap(
      ({ milestones }: { milestones: object[] }) => milestones,
    );
    expect(steps.length).toBeGreaterThan(0);
    expect(entry).toHaveLength(data.conflict.claims.nodes.length + steps.length);
    expect(entry.every(({ updated }) => updated <= '2022-09-16T23:59:59.000Z')).toBe(true);
  });

  test('goes on at its next page, where nothing stands twice', async () => {
    const seen: string[] = [];
    let address: string | undefined = FEED;
    let pages = 0;
    while (address) {
      const feed: Feed = await feedAt(address);
      seen.push(...feed.entry.map(({ id }) => id));
      const next = feed.link.find((each) => each['@rel'] === 'next')?.['@href'];
      address = next?.replace('http://localhost:4000', '');
      pages += 1;
    }
    const { data } = await api.ask(
      '{ conflict(slug: "kyrgyzstan-tajikistan") { claims { totalCount } agreements { nodes { milestones { status } } } } }',
    );
    const steps = data.conflict.agreements.nodes.flatMap(
      ({ milestones }: { milestones: object[] }) => milestones,
    );
    expect(pages).toBeGreaterThan(1);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(data.conflict.claims.totalCount + steps.length);
  });

  test('is not sent to who has it', async () => {
    const { headers } = await api.app.inject(FEED);
    const again = await api.app.inject({
      url: FEED,
      headers: { 'if-none-match': String(headers.etag) },
    });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect(new Date(headers['last-modified']!).getTime()).toBeGreaterThan(0);
  });

  test.each([
    ['/conflicts/no-such/feed.atom', 404, 'NOT_FOUND'],
    [`${FEED}?asOf=then`, 400, 'BAD_USER_INPUT'],
    [`${FEED}?after=nonsense`, 400, 'BAD_USER_INPUT'],
    [`${FEED}?countries=KG`, 400, 'BAD_USER_INPUT'],
  ])('%s is refused', async (address, status, code) => {
    const { statusCode, body } = await api.app.inject(address);
    expect([statusCode, JSON.parse(body).errors[0].extensions.code]).toEqual([status, code]);
  });
});

test('the feed of all has the claims of all conflicts', async () => {
  const { entry, link } = await feedAt('/feed.atom');
  expect(entry).toHaveLength(50);
  expect(link.map((each) => each['@rel'])).toEqual(['self', 'next']);
});

test('nothing anybody said breaks a feed', async () => {
  await api.store.db
    .insert(actors)
    .values({ key: 'test:hostile', name: HOSTILE.slice(0, -1), kind: 'MEDIA', source: 'test' });
  const [agreement] = await api.store.db.select().from(agreements);
  await api.store.db.insert(claims).values({
    key: 'test:<&>"',
    kind: 'CONTEXT',
    stance: 'ASSERTS',
    summary: '<img src=x onerror=alert(1)> & more',
    assertedEarliest: '2026-01-01T00:00:00.000Z',
    assertedLatest: '2026-01-01T00:00:00.000Z',
    assertedPrecision: 'DAY',
    assertedEdtf: '2026-01-01',
    claimantKey: 'test:hostile',
    rank: 'NORMAL',
    subjectAgreementKey: agreement!.key,
    conflictKey: agreement!.conflictKey,
    source: 'test',
  });
  const { entry } = await feedAt(FEED);
  const hostile = entry.find(({ author }) => author.name.includes('script'))!;
  expect(hostile.author.name).toBe(']]><script>alert("x")</script>&nbsp;\ufffd');
  expect(hostile.content['#text']).toContain(
    '<p>&lt;img src=x onerror=alert(1)&gt; &amp; more</p>',
  );
});

test('no name orders the direction of a title, and no link leads anywhere but to the web', () => {
  const xml = atomXml({
    id: 'tag:casus.invalid,2022:x',
    title: '\u202eevil\u202c says \u2067x',
    subtitle: '',
    updated: '2022-01-01T00:00:00.000Z',
    rights: '',
    links: [
      { rel: 'via', href: 'javascript:alert(1)' },
      { rel: 'via', href: 'data:text/html,x' },
      { rel: 'alternate', href: 'https://example.org/' },
    ],
    entries: [],
  });
  expect(xml).toContain('<title>evil says x</title>');
  expect(xml.match(/<link .*/g)).toEqual(['<link rel="alternate" href="https://example.org/"/>']);
});

test('a feed of nothing is one too', () => {
  const xml = atomXml({
    id: 'tag:casus.invalid,2022:x',
    title: HOSTILE,
    subtitle: '',
    updated: '2022-01-01T00:00:00.000Z',
    rights: '',
    links: [],
    entries: [],
  });
  expect(read(xml)).toMatchObject({ title: ']]><script>alert("x")</script>&nbsp;\ufffd\ufffd' });
});

describe('what was withdrawn, in the feed of its conflict and in that of all,', () => {
  const withdrawals = async (address: string) =>
    (await feedAt(address)).entry.filter(({ id }) => id.includes('/WITHDRAWN/'));

  test('is told of with its claimant where that one took it back', async () => {
    const at = '2023-01-05T10:00:00.000Z';
    const [claim] = await api.store.db
      .update(claims)
      .set({ withdrawnAt: at })
      .where(eq(claims.slug, 'kgz-tjk-fled-18500'))
      .returning();
    const [entry, ...others] = await withdrawals(FEED);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      title: `Withdrawn by Red Cross: ${claim!.summary}`,
      updated: at,
      author: { name: 'Red Cross' },
      content: { '#text': expect.stringContaining('Its claimant took it back.') },
    });
    expect(await withdrawals('/feed.atom')).toEqual([entry]);
    for (const feed of [FEED, '/feed.atom']) {
      expect(await withdrawals(`${feed}?asOf=2023-01-05T09:59:59Z`)).toEqual([]);
    }
    const { entry: moved } = await feedAt(
      '/changes.atom?since=2023-01-05T00:00:00Z&until=2023-01-06T00:00:00Z&kinds=WITHDRAWN',
    );
    expect(moved.map(({ id }) => id)).toEqual([entry!.id]);
  });

  test('is told of with its dataset and the reason where a later release leaves it out', async () => {
    await importReleases(api.store, '22.1', '23.1', '24.1');
    // Event 3, which is left out, was in the conflict of event 1.
    const { data } = await api.ask('{ event(slug: "ucdp:ged:1") { conflict { slug } } }');
    const entries = await withdrawals(`/conflicts/${data.event.conflict.slug}/feed.atom`);
    const [entry] = entries.filter(({ author }) => author.name.includes('Georeferenced'));
    expect(entry).toMatchObject({
      title: expect.stringMatching(/^Withdrawn by .*Georeferenced/),
      updated: expect.stringMatching(/^2024-06-/),
      content: { '#text': expect.stringContaining('24.1') },
    });
    expect(await withdrawals('/feed.atom')).toContainEqual(entry);
    const replaced = await feedAt(`/conflicts/${data.event.conflict.slug}/feed.atom`);
    expect(replaced.entry.map(({ content }) => content['#text']).join()).toContain('It replaces: ');
  });
});
