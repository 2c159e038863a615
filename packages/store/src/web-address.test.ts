import { sql } from 'drizzle-orm';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ENGINES } from '../tests/engines.ts';
import { rowsOf } from './engines/database.ts';
import { isWebAddress } from './web-address.ts';

const MIGRATION = join(import.meta.dirname, '../migrations/0012_web_addresses.sql');

const WEB = ['https://ucdp.uu.se/downloads/', 'http://a.kg', 'HTTPS://А.рф/п?q=1#r'];
/** PostgreSQL can't store the first, and looks no further than the scheme and white space. */
const LEFT_TO_READERS = ['https://example.org/\u0000', 'https://example.org/\u202egpj.exe'];
const NOT_WEB = [
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'ftp://example.org/a',
  '//example.org/a',
  'example.org',
  'https:',
  'https://',
  'https:example.org',
  'ht\ntps://example.org',
  'https://example.org/a b',
  ...LEFT_TO_READERS,
];

test('an address of the web is http or https, whole and without tricks', () => {
  expect(WEB.filter((text) => !isWebAddress(text))).toEqual([]);
  expect(NOT_WEB.filter(isWebAddress)).toEqual([]);
});

describe.each(ENGINES)('on $engine', ({ open }) => {
  test('the database takes no other address from anyone', async () => {
    const store = await open();
    const add = (url: string) =>
      store.db.execute(
        sql`insert into reports (key, title, url, source) values (${url}, 'A report', ${url}, 'record')`,
      );
    for (const url of WEB) await add(url);
    for (const url of NOT_WEB.filter((url) => !LEFT_TO_READERS.includes(url))) {
      await expect(add(url)).rejects.toMatchObject({
        cause: { code: '23514', constraint: 'reports_url_web' },
      });
    }
    const stored = () => rowsOf(store.db, sql`select url from reports where url is not null`);
    const web = WEB.map((url) => ({ url }));
    expect(await stored()).toEqual(web);

    // As a database that is older than the constraint.
    await store.db.execute(sql`alter table reports drop constraint reports_url_web`);
    await store.db.execute(sql`alter table datasets drop constraint datasets_url_web`);
    await add('javascript:alert(1)');
    await store.db.transaction(async (transaction) => {
      const migration = await readFile(MIGRATION, 'utf8');
      for (const statement of migration.split('--> statement-breakpoint')) {
        await transaction.execute(sql.raw(statement));
      }
    });
    expect(await stored()).toEqual(web);
    await store.close();
  });
});
