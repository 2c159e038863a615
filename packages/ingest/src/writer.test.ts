import { currentPosition } from '@casus/store/history/position';
import { claimsRecordedAfter } from '@casus/store/history/recorded';
import { announce } from '../../store/tests/announce.ts';
import type { Store } from '@casus/store/open';
import { actors } from '@casus/store/tables/actor';
import { claimAttributions, claims } from '@casus/store/tables/claim';
import { conflictParties, conflicts } from '@casus/store/tables/conflict';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openEmbedded } from '../../store/tests/embedded-template.ts';
import type { Source } from '@casus/store/writing/upsert';
import { sql } from 'drizzle-orm';
import type { Entry, EntryGroup } from './entry.ts';
import { writeRecord } from './record/write.ts';
import { writeGroups } from './writer.ts';

let store: Store;
beforeAll(async () => {
  store = await openEmbedded();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.db.execute(sql`truncate actors, conflicts cascade`);
});

const GED: Source = { key: 'ucdp:ged', outranks: [] };
const write = (source: Source, ...groups: EntryGroup[]) =>
  store.db.transaction((transaction) => writeGroups(transaction, source, groups));
const curate = (group: EntryGroup) =>
  store.db.transaction((transaction) => writeRecord(transaction, group));
const outcomes = async (written: Promise<Map<string, string>>) => Object.fromEntries(await written);

const actor = (key: string, name = key, slug: string | null = null): Entry => ({
  entity: 'actor',
  row: { key, name, kind: 'GOVERNMENT', slug },
});
const conflict = (key: string, parties?: string[]): Entry => ({
  entity: 'conflict',
  row: { key, name: key },
  ...(parties && { parties: parties.map((actorKey) => ({ actorKey, side: 'A' as const })) }),
});
const claim = (key: string, claimant: string, about: string): Entry => ({
  entity: 'claim',
  row: {
    key,
    kind: 'CONTEXT',
    stance: 'ASSERTS',
    rank: 'NORMAL',
    summary: 'Something is so.',
    assertedEarliest: '2022-09-16T00:00:00.000Z',
    assertedLatest: '2022-09-16T10:00:00.000Z',
    assertedPrecision: 'DAY',
    assertedEdtf: '2022-09-16',
    claimantKey: claimant,
    subjectConflictKey: about,
  },
  attribution: [{ position: 1, role: 'CLAIMANT', actorKey: claimant }],
});

describe('writeGroups', () => {
  const group = [
    claim('k', 'ucdp:actor:1', 'ucdp:conflict:1'),
    conflict('ucdp:conflict:1', ['ucdp:actor:1']),
    actor('ucdp:actor:1'),
  ];

  test('takes entries in any order, and the same again changes nothing', async () => {
    expect(await outcomes(write(GED, group))).toEqual({
      k: 'added',
      'ucdp:conflict:1': 'added',
      'ucdp:actor:1': 'added',
    });
    expect(new Set((await write(GED, group)).values())).toEqual(new Set(['unchanged']));
  });

  test('an entity whose parts changed is updated', async () => {
    await write(GED, group);
    const moved = [actor('ucdp:actor:2'), conflict('ucdp:conflict:1', ['ucdp:actor:2'])];
    expect(await outcomes(write(GED, moved))).toEqual({
      'ucdp:actor:2': 'added',
      'ucdp:conflict:1': 'updated',
    });
    expect(await store.db.select().from(conflictParties)).toMatchObject([
      { actorKey: 'ucdp:actor:2' },
    ]);
  });

  test('a list that is left out stays', async () => {
    await write(GED, group);
    expect(await outcomes(write(GED, [conflict('ucdp:conflict:1')]))).toEqual({
      'ucdp:conflict:1': 'unchanged',
    });
    expect(await store.db.select().from(conflictParties)).toHaveLength(1);
  });

  test('a list of what is there also adds, and adding what is there is no change', async () => {
    await write(GED, group);
    const also = (key: string): Entry => ({
      ...(conflict('ucdp:conflict:1') as Extract<Entry, { entity: 'conflict' }>),
      alsoParties: [{ actorKey: key, side: 'A' }],
    });
    const outcomeOf = async (entry: Entry) => (await write(GED, [entry])).get('ucdp:conflict:1');
    expect(await outcomeOf(also('ucdp:actor:1'))).toBe('unchanged');
    await write(GED, [actor('ucdp:actor:2')]);
    expect(await outcomeOf(also('ucdp:actor:2'))).toBe('updated');
    expect(await outcomeOf(also('ucdp:actor:2'))).toBe('unchanged');
    expect(await store.db.select().from(conflictParties)).toHaveLength(2);
    await curate([actor('ucdp:actor:1'), conflict('ucdp:conflict:1', ['ucdp:actor:1'])]);
    expect(await outcomeOf(also('ucdp:actor:2'))).toBe('outranked');
    expect(await store.db.select().from(conflictParties)).toMatchObject([
      { actorKey: 'ucdp:actor:1' },
    ]);
  });

  test('of two entries with one key the last is written', async () => {
    await write(GED, [actor('ucdp:actor:1', 'first')], [actor('ucdp:actor:1', 'last')]);
    expect(await store.db.select({ name: actors.name }).from(actors)).toEqual([{ name: 'last' }]);
  });

  test('an import leaves a curated entity and its parts alone', async () => {
    await curate([actor('ucdp:actor:1', 'curated'), conflict('ucdp:conflict:1', ['ucdp:actor:1'])]);
    const written = write(GED, [
      actor('ucdp:actor:1', 'imported'),
      conflict('ucdp:conflict:1', []),
    ]);
    expect(await outcomes(written)).toEqual({
      'ucdp:actor:1': 'outranked',
      'ucdp:conflict:1': 'outranked',
    });
    expect(await store.db.select().from(conflictParties)).toHaveLength(1);
  });

  test('a reference to nothing undoes all of it', async () => {
    await expect(write(GED, [actor('ucdp:actor:1'), conflict('c', ['nobody'])])).rejects.toThrow();
    expect(await store.db.select().from(actors)).toEqual([]);
  });
});

describe('writeRecord', () => {
  test('takes back what the record no longer holds, with its parts', async () => {
    const before = [
      actor('record:actor/a'),
      conflict('record:x', ['record:actor/a']),
      claim('record:k', 'record:actor/a', 'record:x'),
    ];
    await curate(before);
    await curate([actor('record:actor/a')]);
    expect(await store.db.select().from(conflicts)).toEqual([]);
    expect(await store.db.select().from(claims)).toEqual([]);
    expect(await store.db.select().from(claimAttributions)).toEqual([]);
  });

  test('a slug may move to another key', async () => {
    await curate([actor('record:actor/a', 'A', 'the-slug')]);
    await curate([actor('ucdp:actor:1', 'A', 'the-slug')]);
    expect(await store.db.select({ key: actors.key }).from(actors)).toEqual([
      { key: 'ucdp:actor:1' },
    ]);
  });

  test('what datasets share goes back to them', async () => {
    await curate([actor('ucdp:actor:1', 'curated', 'slug')]);
    await write(GED, [conflict('ucdp:conflict:1', ['ucdp:actor:1'])]);
    await curate([]);
    expect(await outcomes(write(GED, [actor('ucdp:actor:1', 'imported')]))).toEqual({
      'ucdp:actor:1': 'updated',
    });
  });
});

describe('what is written is announced', () => {
  const group = [
    actor('ucdp:actor:1'),
    conflict('ucdp:conflict:1'),
    claim('k', 'ucdp:actor:1', 'ucdp:conflict:1'),
  ];
  /** What the notices of some writing are about. */
  async function noticesOf(writing: () => Promise<unknown>): Promise<string[]> {
    const subjects: string[] = [];
    const stop = await store.onNotice(({ about }) => subjects.push(about));
    await writing();
    // No writer's own come in this order.
    const last = ['commit', 'reference'] as const;
    for (const about of last) await announce(store.db, { about });
    await vi.waitFor(() => expect(subjects.slice(-2)).toEqual(last), 20_000);
    await stop();
    return subjects.slice(0, -2);
  }
  /** The claims that some writing changed. */
  async function claimsChanged(writing: () => Promise<unknown>): Promise<string[]> {
    const before = await currentPosition(store.db);
    await writing();
    const { claims: changed } = await claimsRecordedAfter(store.db, before, null, 10);
    return changed.map(({ claim: { key, change } }) => `${key} ${change}`);
  }

  test('claims, and that reference tables changed; the same again is no news', async () => {
    expect(await noticesOf(() => write(GED, group))).toEqual(['reference', 'commit']);
    expect(await noticesOf(() => write(GED, group))).toEqual([]);
  });

  test('a claim whose chain changed has changed', async () => {
    await write(GED, [...group, actor('ucdp:actor:2')]);
    const changed: Entry = {
      ...(group[2] as Extract<Entry, { entity: 'claim' }>),
      attribution: [{ position: 1, role: 'CLAIMANT', actorKey: 'ucdp:actor:2' }],
    };
    expect(await claimsChanged(() => write(GED, [changed]))).toEqual(['k CORRECTED']);
    expect(await claimsChanged(() => write(GED, [changed]))).toEqual([]);
  });

  test('what the record takes back', async () => {
    await curate([actor('record:actor/a')]);
    expect(await noticesOf(() => curate([]))).toEqual(['reference', 'commit']);
  });
});
