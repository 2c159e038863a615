import { describe, expect, it } from 'vitest';
import { villageWatch } from '../tests/village-watch/reader.ts';
import { acled } from './acled/reader.ts';
import { TEMPLATE } from './claims/columns.ts';
import { claims } from './claims/reader.ts';
import { idmcGidd } from './idmc-gidd/reader.ts';
import type { Reader } from './reader.ts';
import { READERS as ALL } from './readers.ts';
import { confirmReader, findReader } from './recognise.ts';
import { gedCsv } from './ucdp-ged/fixture.ts';
import { ucdpGed } from './ucdp-ged/reader.ts';

const READERS = [ucdpGed, villageWatch];
const GED = gedCsv([{ id: '1' }]);
const VILLAGES = 'id,day,village,country,best\n1,2021-03-04,Maksat,KG,2\n';
const HAPI =
  'location_code,event_type,events,fatalities,reference_period_start,reference_period_end,dataset_hdx_id\n' +
  'XKX,demonstration,0,,2025-01-01,2025-01-31,a\n';

const find = (contents: string, readers = READERS) => findReader(Buffer.from(contents), readers);
const confirm = (contents: string) =>
  confirmReader(ucdpGed, Buffer.from(contents), READERS, 'my file.csv');

describe('a file alone', () => {
  it('finds its reader by its content', async () => {
    expect(await find(GED)).toBe(ucdpGed);
    expect(await find(VILLAGES)).toBe(villageWatch);
  });

  it.each([
    ['of no format', 'name,age\n', 'not a file of any format that can be imported (ucdp-ged, '],
    ['that is empty', '', /^the file is empty$/],
    [
      'known by name, as JSON',
      '{"data":[{"dataset_hdx_id":"a","reference_period_start":"2025-01-01","event_type":"x"},{"a',
      'it is a table of HDX HAPI: aggregates',
    ],
    ['known by name', HAPI, 'it is a table of HDX HAPI: aggregates, sums of events by month and'],
    ['spoilt by Excel', GED.replaceAll('","', ';'), 'not a UCDP GED file: its cells are parted by'],
    ['with tabs', GED.replaceAll('","', '\t'), 'not a UCDP GED file: its cells are parted by tabs'],
    ['without a column', GED.replace('"best"', '"beast"'), 'column best is missing'],
  ])('%s is refused in its own words', async (_, contents, message) => {
    await expect(find(contents)).rejects.toThrow(message);
  });

  it.each([
    ['empty', Buffer.alloc(0), /^the file is empty$/],
    ['in UTF-16', Buffer.from(`\ufeff${GED}`, 'utf16le'), /^in UTF-16, not UTF-8: save it again/],
  ])('that is %s is told so among the readers of all formats', async (_, beginning, message) => {
    await expect(findReader(beginning, ALL)).rejects.toThrow(message);
  });

  it('is called in words that go with its name', async () => {
    const named = (reader: Reader) =>
      confirmReader(reader, Buffer.from('name,age\n'), READERS, 'my file.csv');
    await expect(named(acled)).rejects.toThrow(/^not an ACLED file: /);
    await expect(named(idmcGidd)).rejects.toThrow(/^not an IDMC GIDD file: /);
    await expect(named(claims)).rejects.toThrow(/^not a claims sheet: /);
    const semicolons = TEMPLATE.replaceAll(',', ';');
    await expect(findReader(Buffer.from(semicolons), [ucdpGed, claims])).rejects.toThrow(
      /^not a claims sheet: its cells are parted by semicolons, .*: save it with commas between cells/,
    );
  });

  it('that two readers take has to be named', async () => {
    const twin = { ...villageWatch, name: 'village-watch-2' };
    await expect(find(VILLAGES, [...READERS, twin])).rejects.toThrow(
      'may be of more than one format (village-watch, village-watch-2): name the one it is',
    );
  });
});

describe('a file for a reader that was named', () => {
  it('is taken where it is one of its own', async () => {
    await expect(confirm(GED)).resolves.toBeUndefined();
  });

  it.each([
    [
      'another reader’s',
      VILLAGES,
      'not a UCDP GED file: it is a Village Watch file. Use: casus import village-watch my file.csv',
    ],
    ['known by name', HAPI, 'not a UCDP GED file: it is a table of HDX HAPI: aggregates'],
    ['unknown', 'name,age\n', 'not a UCDP GED file: its first line names none of the columns'],
  ])('%s: it is told what it is', async (_, contents, message) => {
    await expect(confirm(contents)).rejects.toThrow(message);
  });
});
