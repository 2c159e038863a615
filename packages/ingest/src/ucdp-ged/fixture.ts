import { Readable } from 'node:stream';
import type { LookUp } from '../look-up.ts';
import type { Reading } from '../reader.ts';
import { identifyRelease, type Release, type WrittenRelease } from '../release.ts';
import type { Row } from './columns.ts';
import { ucdpGed } from './reader.ts';

const PLAIN: Row = {
  id: '1001',
  year: '2021',
  code_status: 'Clear',
  type_of_violence: '1',
  conflict_new_id: '13324',
  conflict_name: 'Kyrgyzstan - Tajikistan',
  dyad_new_id: '14236',
  dyad_name: 'Government of Kyrgyzstan - Government of Tajikistan',
  side_a_new_id: '132',
  side_a: 'Government of Kyrgyzstan',
  side_b_new_id: '131',
  side_b: 'Government of Tajikistan',
  number_of_sources: '2',
  source_article: '"Daily Courier,2021-05-01,Shots at the border, again"',
  source_office: 'Daily Courier',
  source_date: '2021-05-01',
  source_headline: 'Shots at the border, again',
  source_original: 'border guards of the south',
  where_prec: '1',
  where_coordinates: 'Maksat village',
  where_description: 'Maksat',
  adm_1: 'Batken oblast',
  adm_2: 'Leilek rayon',
  latitude: '40.10635',
  longitude: '69.64127',
  country: 'Kyrgyzstan',
  country_id: '703',
  event_clarity: '1',
  date_prec: '1',
  date_start: '2021-04-29 00:00:00.000',
  date_end: '2021-04-29 00:00:00.000',
  deaths_a: '1',
  deaths_b: '0',
  deaths_civilians: '2',
  deaths_unknown: '0',
  best: '3',
  high: '4',
  low: '3',
  gwnoa: '703',
  gwnob: '702',
};

/** A line of GED for tests: an invented event between two states, but for what is given. */
export function gedRow(cells: Partial<Row> = {}): Row {
  return { ...PLAIN, ...cells };
}

/** The lines as a release would write them. */
export function gedCsv(rows: readonly Partial<Row>[], columns = Object.keys(PLAIN)): string {
  const lines = rows.map((cells) => {
    const row: Record<string, string> = gedRow(cells);
    return columns.map((column) => quoted(row[column] ?? '')).join(',');
  });
  return `${[columns.map(quoted).join(','), ...lines].join('\n')}\n`;
}

export function gedRelease(names: string[], written?: WrittenRelease, now?: Date): Release {
  return identifyRelease(ucdpGed, names, written, now);
}

export function bytesOf(text: string | Buffer): Readable {
  return Readable.from([Buffer.from(text)], { objectMode: false });
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** GED's own ids are its keys: nothing has to be looked up. */
const NOTHING_TO_LOOK_UP: LookUp = {
  named: () => Promise.resolve(new Map()),
  actorsCalled: () => Promise.resolve(new Map()),
};

export const readGed = (bytes: Readable, release: Release): AsyncGenerator<Reading> =>
  ucdpGed.read(bytes, release, NOTHING_TO_LOOK_UP);
