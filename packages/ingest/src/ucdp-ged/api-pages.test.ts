import { describe, expect, it } from 'vitest';
import { READERS } from '../readers.ts';
import { findReader } from '../recognise.ts';
import { bytesOf, collect, gedCsv, gedRelease, gedRow, readGed } from './fixture.ts';
import { ucdpGed } from './reader.ts';

const release = gedRelease(['gedevents-25.1.json']);
const read = (json: string) => collect(readGed(bytesOf(json), release));

/** An event as the API has it: numbers are numbers, and what is not known is null. */
function apiEvent(cells: object) {
  const { gwnob, source_original, ...row } = gedRow({ gwnob: '', source_original: '', ...cells });
  const numbers = Object.entries({ ...row, gwnob, source_original }).map(([column, cell]) => {
    const number = /^(id|year|.*_new_id|latitude|longitude|deaths_.*|best|low|high|.*_prec)$/;
    const value = number.test(column) && /^[\d.]+$/.test(cell) ? Number(cell) : cell;
    return [column, value === '' ? null : value];
  });
  return { ...Object.fromEntries(numbers), active_year: true, relid: 'KYR-2021-1-1' };
}

function page(number: number, total: number, ...events: object[]): string {
  const address = 'https://ucdpapi.pcr.uu.se/api/gedevents/25.1?pagesize=2&page=';
  return JSON.stringify({
    TotalCount: total,
    TotalPages: Math.ceil(total / 2),
    PreviousPageUrl: number > 0 ? `${address}${number - 1}` : '',
    NextPageUrl: (number + 1) * 2 < total ? `${address}${number + 1}` : '',
    Result: events,
  });
}

const rows = [{ id: '1' }, { id: '2', date_prec: '2' }, { id: '3', side_a: 'Front, "South"' }];
const pages = page(0, 3, ...rows.slice(0, 2).map(apiEvent)) + page(1, 3, apiEvent(rows[2]!));

it('tells its version by the name that it was saved under', () => {
  expect(release.version).toBe('25.1');
  expect(gedRelease(['/api/gedevents/26.0.7']).version).toBe('26.0.7');
});

it('pages one after another say what the table of the same events does', async () => {
  const asTable = rows.map((row) => ({ gwnob: '', source_original: '', ...row }));
  const table = await collect(readGed(bytesOf(gedCsv(asTable)), release));
  const ofTable = table.map((reading) =>
    reading.outcome === 'read' ? { ...reading, line: reading.line - 1 } : reading,
  );
  expect(await read(pages)).toEqual(ofTable);
  expect(await read(`\uFEFF${pages.replace('}{', '}\n{')}\n`)).toEqual(ofTable);
});

it('a page of several says of how many events it is a part', async () => {
  const readings = await read(page(0, 387_426, apiEvent({ id: '1' })));
  expect(readings).toContainEqual({
    outcome: 'extract',
    reason: 'holds 1 of the 387,426 events that its pages have',
  });
});

it('pages of a part of the events say by what they were asked for', async () => {
  const filtered = pages.replaceAll('pagesize=2&', 'Country=703&pagesize=2&');
  expect(await read(filtered)).toContainEqual({
    outcome: 'extract',
    reason: 'holds the events that were asked for by Country',
  });
});

it('tells where the page after it is', () => {
  const { nextPage } = ucdpGed.api!;
  expect(nextPage(page(0, 3))).toBe(
    'https://ucdpapi.pcr.uu.se/api/gedevents/25.1?pagesize=2&page=1',
  );
  expect(nextPage(page(1, 3))).toBeNull();
  expect(nextPage('{"NextPageUrl":')).toBeNull();
});

it('rejects entries by their place, and keeps the rest', async () => {
  const odd = page(0, 4, apiEvent({ id: '1' }), { ...apiEvent({ id: '2' }), best: 'many' }, [
    'not an event',
  ]);
  expect((await read(odd)).filter(({ outcome }) => outcome === 'rejected')).toEqual([
    {
      outcome: 'rejected',
      line: 2,
      unit: 'entry',
      reason: 'best is “many”, not a whole number',
    },
    { outcome: 'rejected', line: 3, unit: 'entry', reason: 'not an object of columns' },
  ]);
  const twice = await read(page(0, 1, apiEvent({ id: '1' })) + page(0, 1, apiEvent({ id: '1' })));
  expect(twice[1]).toMatchObject({ outcome: 'rejected', unit: 'entry', line: 2 });
});

describe('a file that cannot be taken', () => {
  it.each([
    ['is cut off', pages.slice(0, -20), 'cut off: the JSON in it never ends'],
    ['is no JSON after all', `${pages}\n<html>`, 'not readable as JSON'],
    ['holds no event', page(0, 0), 'nothing in it: its JSON has no entries'],
    [
      'is a page of other things',
      JSON.stringify({ Result: [{ dyad_id: 1, bd_best: 3 }] }),
      'not a UCDP GED file: the entries of its JSON have none of the columns of UCDP GED',
    ],
  ])('%s', async (_, json, message) => {
    await expect(read(json)).rejects.toThrow(message);
  });
});

it('is found by its content', async () => {
  expect(await findReader(Buffer.from(pages), READERS)).toBe(ucdpGed);
  const beginning = Buffer.from(pages.slice(0, 2_000));
  expect(await findReader(beginning, READERS)).toBe(ucdpGed);
  const other = Buffer.from(JSON.stringify({ Result: [{ a: 1 }] }));
  await expect(findReader(other, READERS)).rejects.toThrow('not a file of any format');
});
