import { expect, test } from 'vitest';
import { reasonsOf, scopeText, countedText } from './words.ts';
import { countedYears, type YearFigure } from './years.ts';

const UCDP = { slug: 'ucdp', name: 'UCDP' };
const year = (number: number) => ({
  earliest: `${number}-01-01T00:00:00.000Z`,
  latest: `${number}-12-31T23:59:59.999Z`,
  precision: 'YEAR' as const,
  edtf: String(number),
  zone: null,
});
const claim = (slug: string, best: number, quantifier: 'EXACT' | 'AT_LEAST' = 'EXACT') => ({
  slug: `${slug}-${best}`,
  quantity: { low: null, best, high: null, quantifier },
  claimant: { slug, name: slug },
});
const figure = ({ voices = [], ...rest }: Partial<YearFigure>): YearFigure => ({
  figureId: 'one',
  about: { __typename: 'Conflict', name: 'A war', slug: 'a-war' },
  metric: 'DEATHS',
  population: 'ALL',
  measure: null,
  party: null,
  period: year(2021),
  place: null,
  dyad: null,
  claimantCount: voices.length,
  voices,
  ...rest,
});
const sum = (number: number, best: number, provider = UCDP) => ({
  year: number,
  events: 12,
  eventsWithoutFigure: 2,
  deaths: { low: best - 5, best, high: best + 5 },
  deathsSpanning: { best: 3 },
  dataset: { slug: `${provider.slug}@1`, name: `${provider.name} events`, provider },
});

const told = (...given: Parameters<typeof countedYears>) =>
  countedYears(...given).map(({ year: of, panels }) => [
    of,
    ...panels.map((panel) => [
      panel.heading,
      ...panel.counts.map(
        (count) => `${count.claimant.name}: ${countedText(count)} | ${scopeText(count)}`,
      ),
      ...reasonsOf(panel),
    ]),
  ]);

test('a year is told where two claimants count something of it, each with what it counts', () => {
  const about = {
    __typename: 'Event' as const,
    name: 'The fighting',
    nameTranslation: null,
    slug: 'the-fighting',
    time: { ...year(2021), latest: '2021-05-31T23:59:59.999Z' },
  };
  const figures = [
    figure({ voices: [claim('ministry', 40), claim('rebels', 90)] }),
    figure({ figureId: 'two', about, period: null, voices: [claim('hospital', 30, 'AT_LEAST')] }),
    figure({ figureId: 'three', metric: 'FLED', voices: [claim('agency', 1000)] }),
  ];
  expect(told([sum(2021, 70), sum(2020, 8)], figures)).toMatchInlineSnapshot(`
    [
      [
        2021,
        [
          "Deaths",
          "rebels: 90 | No side named; 2021",
          "UCDP: 70 (65–75) | Sum of the best estimates of 12 events that began in the year, as UCDP events describes them. Without an estimate, and so adding nothing: 2 events. May belong to another year: 3 deaths.",
          "ministry: 40 | No side named; 2021",
          "hospital: at least 30 | No side named; The fighting; 1 January – 31 May 2021",
          "A sum of events holds what was reported event by event; a claimant’s own number may rest on more, or on less.",
          "Not all count the same days: some count a spell of fighting, others the whole year.",
          "By what they say, rebels and ministry count the same (No side named); according to rebels, 50 more.",
        ],
        [
          "Fled",
          "agency: 1,000 | No side named; 2021",
        ],
      ],
    ]
  `);
});

test('neither a figure without a time nor one of several years is of a year', () => {
  const long = { ...year(2021), latest: '2022-12-31T23:59:59.999Z' };
  const figures = [
    figure({ period: null, voices: [claim('ministry', 40)] }),
    figure({ period: long, voices: [claim('ministry', 41)] }),
  ];
  expect(told([sum(2021, 70)], figures)).toEqual([]);
});

test('two datasets are two voices, and a bound is subtracted from nothing', () => {
  expect(told([sum(2021, 70), sum(2021, 95, { slug: 'acled', name: 'ACLED' })], []))
    .toMatchInlineSnapshot(`
    [
      [
        2021,
        [
          "Deaths",
          "ACLED: 95 (90–100) | Sum of the best estimates of 12 events that began in the year, as ACLED events describes them. Without an estimate, and so adding nothing: 2 events. May belong to another year: 3 deaths.",
          "UCDP: 70 (65–75) | Sum of the best estimates of 12 events that began in the year, as UCDP events describes them. Without an estimate, and so adding nothing: 2 events. May belong to another year: 3 deaths.",
          "Each dataset has its own rules for which events it takes in, and whom it counts.",
        ],
      ],
    ]
  `);
  const [apart] = countedYears(
    [],
    [figure({ voices: [claim('ministry', 40), claim('rebels', 90, 'AT_LEAST')] })],
  );
  expect(reasonsOf(apart!.panels[0]!)).toEqual([]);
});
