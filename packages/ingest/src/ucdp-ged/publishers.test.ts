import type { Store } from '@casus/store/open';
import { actors } from '@casus/store/tables/actor';
import { commonNames } from '@casus/store/tables/common-name';
import { reports } from '@casus/store/tables/report';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmbedded } from '../../../store/tests/embedded-template.ts';
import { importRelease } from '../import.ts';
import { bytesOf, gedCsv, gedRelease } from './fixture.ts';
import { ucdpGed } from './reader.ts';

let store: Store;
beforeAll(async () => {
  store = await openEmbedded();
});
afterAll(() => store.close());

test('a publisher printed with a full stop and without is one, found by what was printed', async () => {
  const cited = (office: string, day: string) => ({
    source_article: `"${office},2021-05-0${day},Shots at the border"`,
  });
  const rows = [
    { id: '1', ...cited('Ministry of Defence.', '1') },
    { id: '2', ...cited('Ministry of Defence', '2') },
    { id: '3', ...cited('Example Press Co.', '3') },
  ];
  await importRelease(
    store.db,
    ucdpGed,
    bytesOf(gedCsv(rows)),
    gedRelease([], { version: '22.1' }),
    {
      extent: 'EXTRACT',
    },
  );
  const { db } = store;
  expect(
    await db
      .select({ key: actors.key, name: actors.name })
      .from(actors)
      .where(eq(actors.kind, 'MEDIA'))
      .orderBy(asc(actors.key)),
  ).toEqual([
    { key: 'ucdp:office:example press co.', name: 'Example Press Co.' },
    { key: 'ucdp:office:ministry of defence', name: 'Ministry of Defence' },
  ]);
  expect(
    await db
      .select({ of: reports.publisherKey, on: reports.publishedEdtf })
      .from(reports)
      .orderBy(asc(reports.publishedEdtf)),
  ).toEqual([
    { of: 'ucdp:office:ministry of defence', on: '2021-05-01' },
    { of: 'ucdp:office:ministry of defence', on: '2021-05-02' },
    { of: 'ucdp:office:example press co.', on: '2021-05-03' },
  ]);
  expect(
    await db.select({ of: commonNames.entityKey, name: commonNames.name }).from(commonNames),
  ).toEqual([{ of: 'ucdp:office:ministry of defence', name: 'Ministry of Defence.' }]);
});
