import { expect, test } from 'vitest';
import type { SumSourceFragment } from '../../gql/graphql.ts';
import { captionText } from './caption.ts';
import { numberOfTotals } from './sum.ts';

const totals = {
  events: 4186,
  eventsWithoutFigure: 0,
  deaths: {
    low: 33_412,
    best: 35_333,
    high: 39_548,
    sideA: null,
    sideB: null,
    civilians: null,
    unknown: null,
  },
  firstEventAt: '2021-01-01T00:00:00.000Z',
  lastEventAt: '2021-12-31T00:00:00.000Z',
};
const source = (
  claimant: string | null,
  version: string,
  deaths: SumSourceFragment['deaths'],
): SumSourceFragment => ({
  deaths,
  claimant: claimant === null ? null : { name: claimant },
  dataset: { slug: 'ged@22.1' },
  release: { version, dataset: { name: 'UCDP GED' } },
});
const { low, best, high } = totals.deaths;
const GED = source('UCDP', '22.1', { low, best, high });
const LOADED = [
  { dataset: { slug: 'ged@22.1' }, days: [{ from: '1989-01-01', to: '2021-12-31' }] },
  { dataset: { slug: 'other@1' }, days: [{ from: '2020-01-01', to: '2020-12-31' }] },
];
const of = (given: object = {}, sources = [GED]) =>
  numberOfTotals(
    {
      root: 'conflicts',
      slug: 'afghanistan-government',
      name: 'Afghanistan: Government',
      totals: { ...totals, ...given },
    },
    sources,
    LOADED,
  );

test('a sum has whose estimates it is of, between what, over what days, and in which release', () => {
  expect(captionText(of()!, '2026-11-28T10:00:00.000Z')).toBe(
    'Afghanistan: Government (1 January 2021 – 31 December 2021). Deaths, sum of the estimates of 4,186 events: 35,333 (33,412–39,548), according to UCDP; in UCDP GED 22.1; covering 1 January 1989 – 31 December 2021; as of 28 November 2026, 10:00 UTC',
  );
});

test('a sum says how many events add nothing to it', () => {
  const caption = captionText(of({ eventsWithoutFigure: 3 })!, null);
  expect(caption).toContain('; without an estimate, and so adding nothing: 3 events');
});

test('of several whose estimates they are each has its own sum, and each release is named once', () => {
  const sum = of({}, [
    source('UCDP', '22.1', { low: 10, best: 20, high: 30 }),
    source('UCDP', '22.0.1', { low: 1, best: 2, high: 3 }),
    source('Ministry', '22.1', { low: 5, best: 5, high: 5 }),
    source(null, '22.1', null),
  ])!;
  expect(sum.rows.map(({ claimant, text }) => [claimant, text])).toEqual([
    ['UCDP', '22 (11–33)'],
    ['Ministry', '5'],
  ]);
  expect(captionText(sum, null)).toContain(
    'according to UCDP (22 (11–33)), Ministry (5); in UCDP GED 22.1, UCDP GED 22.0.1',
  );
});

test('a sum says so where the days of its releases are not known', () => {
  const unknown = numberOfTotals({ root: 'dyads', slug: 'a-b', name: 'A – B', totals }, [GED], []);
  expect(captionText(unknown!, null)).toContain('22.1; of which days all is covered is not on');
});

test('where no event has an estimate there is no sum to pick up', () => {
  expect(of({ deaths: null })).toBeNull();
  expect(of({}, [source(null, '22.1', null)])).toBeNull();
});
