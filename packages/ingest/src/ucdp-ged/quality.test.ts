import { expect, it } from 'vitest';
import type { Row } from './columns.ts';
import { gedRelease, gedRow } from './fixture.ts';
import { readRow } from './row.ts';

function flags(cells: Partial<Row>) {
  return readRow(gedRow(cells), gedRelease(['GEDEvent_v22_1.csv'])).event.row.qualityFlags;
}

it('finds nothing odd in a plain row', () => {
  expect(flags({})).toEqual([]);
});

it('flags low, best and high out of order, and keeps them so', () => {
  expect(flags({ best: '3', low: '5', high: '2' })).toEqual([
    {
      kind: 'LOW_BEST_HIGH_DISORDERED',
      note: 'Low 5, best 3, high 2: the best estimate lies outside the range.',
    },
  ]);
});

it('flags a best estimate that is not the sum of its parts, and keeps both', () => {
  const cells = { deaths_a: '1', deaths_b: '2', deaths_civilians: '0', deaths_unknown: '4' };
  expect(flags({ ...cells, best: '7', low: '5', high: '9' })).toEqual([]);
  expect(flags({ ...cells, best: '8', low: '5', high: '9' })).toEqual([
    {
      kind: 'BEST_NOT_SUM_OF_PARTS',
      note: 'Side A 1, side B 2, civilians 0, unknown 4: together 7, where the best estimate is 8.',
    },
  ]);
});

it('flags a date precision that the codebook does not have', () => {
  expect(flags({ date_prec: '0' })).toEqual([
    {
      kind: 'DATE_PRECISION_OUTSIDE_CODEBOOK',
      note: 'date_prec is 0; the codebook has 1 to 5.',
    },
  ]);
});

it('flags an event that ends after the year of its row', () => {
  expect(flags({ date_end: '2022-01-05' })).toEqual([
    { kind: 'ENDS_AFTER_DATASET_YEAR', note: 'Ends 2022-01-05, in a row of the year 2021.' },
  ]);
  expect(flags({ date_end: '2022-01-05', year: '' })).toEqual([]);
});

it('flags an event of another year than its row’s', () => {
  expect(flags({ date_start: '2020-12-31' })).toEqual([
    { kind: 'BEGINS_OUTSIDE_DATASET_YEAR', note: 'Begins 2020-12-31, in a row of the year 2021.' },
  ]);
});

it('flags an event that is dated after its release came out', () => {
  expect(flags({ date_start: '2027-12-31', date_end: '2027-12-31', year: '2027' })).toEqual([
    {
      kind: 'DATED_AFTER_RELEASE',
      note: 'Ends 2027-12-31; the release was out by 2022-12-31.',
    },
  ]);
});

it.each(['8', '0', ''])(
  'flags a location precision that the codebook does not have: “%s”',
  (given) => {
    expect(flags({ where_prec: given })).toEqual([
      {
        kind: 'LOCATION_PRECISION_OUTSIDE_CODEBOOK',
        note: `where_prec is ${given || 'empty'}; the codebook has 1 to 7.`,
      },
    ]);
  },
);

it('flags a type of violence that the codebook does not have', () => {
  expect(flags({ type_of_violence: '4' })).toEqual([
    { kind: 'VIOLENCE_OUTSIDE_CODEBOOK', note: 'type_of_violence is 4; the codebook has 1 to 3.' },
  ]);
});

it('flags sources that cannot be told apart', () => {
  expect(flags({ source_article: '"some text"', source_office: '' })).toEqual([
    { kind: 'SOURCES_UNREADABLE', note: 'The reports cited could not be told apart.' },
  ]);
});

it('flags all the dead of one state at a place in the other', () => {
  const cells = { deaths_a: '3', deaths_civilians: '0', country: 'Tajikistan', country_id: '702' };
  expect(flags(cells)).toEqual([
    {
      kind: 'SIDE_AND_PLACE_DISAGREE',
      note: "All 3 deaths are of Government of Kyrgyzstan, at a place in Tajikistan, the other side's country.",
    },
  ]);
  expect(flags({ ...cells, deaths_a: '2', deaths_civilians: '1' })).toEqual([]);
  expect(flags({ ...cells, gwnob: '' })).toEqual([]);
});
