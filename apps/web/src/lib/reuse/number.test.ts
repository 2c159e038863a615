import { describe, expect, test } from 'vitest';
import type {
  ClaimCardFragment,
  ClaimOriginFragment,
  FigureRowFragment,
} from '../../gql/graphql.ts';
import { embedPath, heightOf, snippet } from './addresses.ts';
import { captionText } from './caption.ts';
import { numberOfClaim, numberOfFigure, throughText } from './number.ts';

const day = (edtf: string) => ({
  earliest: `${edtf}T00:00:00.000Z`,
  latest: `${edtf}T23:59:59.999Z`,
  precision: 'DAY' as const,
  edtf,
  zone: null,
});
const actor = (name: string) => ({ name, slug: name.toLowerCase() });
const step = (position: number, role: 'CLAIMANT' | 'PUBLISHER' | 'ADJUDICATOR', name: string) => ({
  position,
  role,
  locator: null,
  actor: { ...actor(name), kind: 'MEDIA' as const },
  report: null,
});

const CLAIM: ClaimCardFragment & Pick<ClaimOriginFragment, 'dataset'> = {
  slug: 'ucdp:ged:1@21.1',
  kind: 'FIGURE',
  metric: 'DEATHS',
  population: 'CIVILIANS',
  measure: null,
  party: null,
  period: null,
  place: null,
  stance: 'ASSERTS',
  summary: '12 civilians died.',
  quantity: { low: 10, best: 12, high: 15, quantifier: 'EXACT' },
  assertedAt: day('2022-01-31'),
  claimant: actor('UCDP'),
  attribution: [
    step(1, 'CLAIMANT', 'Police'),
    step(2, 'PUBLISHER', 'Reuters'),
    step(2, 'PUBLISHER', 'Reuters'),
    step(3, 'ADJUDICATOR', 'UCDP'),
  ],
  sourceReliability: null,
  informationCredibility: null,
  rank: 'NORMAL',
  rankReason: null,
  dataset: { name: 'UCDP GED', version: '21.1' },
  subject: {
    __typename: 'Event',
    slug: 'e',
    name: 'A – B, Batken',
    nameTranslation: null,
    time: {
      earliest: '2021-04-28T00:00:00.000Z',
      latest: '2021-05-01T23:59:59.999Z',
      precision: 'DAY',
      zone: null,
    },
  } as ClaimCardFragment['subject'],
};

const said = (claimant: string, best: number | null, quantifier = 'EXACT') => ({
  slug: `${claimant}-claim`,
  stance: 'ASSERTS',
  rank: 'NORMAL',
  assertedAt: day('2022-09-16'),
  quantity: best === null ? null : { low: best, best, high: best, quantifier },
  claimant: actor(claimant),
});

const FIGURE = {
  about: {
    __typename: 'Event',
    slug: 'e',
    name: 'Fighting',
    nameTranslation: null,
    kind: 'EPISODE',
    time: day('2022-09-16'),
  },
  metric: 'EVACUATED',
  population: 'ALL',
  measure: null,
  party: null,
  period: null,
  place: null,
  low: 5000,
  high: 137_000,
  openEnded: true,
  contested: true,
  preferred: null,
  claimantCount: 3,
  voices: [said('ECHO', 5000), said('Officials', 137_000, 'MORE_THAN'), said('Mayor', null)],
  claimCount: 4,
  first: [{ slug: 'First-claim' }],
  claims: [said('ECHO', 5000), said('Mayor', null)],
} as unknown as FigureRowFragment;

describe('a caption', () => {
  test('of a claim has when it happened, the number with its hedge, whose word it is, through whom, in what release, and when it was said', () => {
    const number = numberOfClaim(CLAIM);
    expect(captionText(number, null)).toBe(
      'A – B, Batken (28 April – 1 May 2021). Deaths, civilians: 12 (10–15), according to UCDP, through Reuters; in UCDP GED 21.1; said 31 January 2022',
    );
    expect(captionText(number, '2022-09-16T10:00:00.000Z')).toContain(
      '; as of 16 September 2022, 10:00 UTC',
    );
    expect(captionText(number, '2022-09-16T10:00:00.000Z', true)).toContain(
      '; follows the record until 16 September 2022, 10:00 UTC',
    );
  });

  test('of a figure has each claimant with its own number, and no sum and no mean', () => {
    expect(captionText(numberOfFigure(FIGURE)!, null)).toBe(
      'Fighting (16 September 2022). Evacuated: 5,000–137,000 or more, according to ECHO (5,000), Officials (more than 137,000), Mayor (none given); contested; said 16 September 2022',
    );
  });

  test('of a figure has all through whom and in what its claims are, each once', () => {
    const source = (claimant: string, title: string) => ({
      claimant: { slug: claimant },
      attribution: [{ ...step(2, 'PUBLISHER', 'Reuters'), report: { title, slug: title } }],
      dataset: null,
    });
    const figure = {
      ...FIGURE,
      claimantCount: 2,
      voices: [said('ECHO', 5000), { ...said('Mayor', 6000), assertedAt: day('2022-09-20') }],
    } as unknown as FigureRowFragment;
    const number = numberOfFigure(figure, [source('echo', 'A'), source('mayor', 'B')])!;
    expect(number).toMatchObject({ through: ['Reuters'], reports: ['A', 'B'] });
    expect(captionText(number, null)).toContain(
      'through Reuters; contested; said 16 September 2022 – 20 September 2022',
    );
  });

  test('of a figure of many claimants names some, and says how many more there are', () => {
    const many = { ...FIGURE, claimantCount: 400 };
    expect(captionText(numberOfFigure(many)!, null)).toContain(
      'according to ECHO (5,000), Officials (more than 137,000), Mayor (none given) and 397 more; contested',
    );
  });

  test('of a claim that counts nothing has its words', () => {
    const denial = { ...CLAIM, metric: null, quantity: null, stance: 'DENIES' as const };
    expect(captionText(numberOfClaim(denial), null)).toBe(
      'A – B, Batken (28 April – 1 May 2021). 12 civilians died. Denial by UCDP, through Reuters; in UCDP GED 21.1; said 31 January 2022',
    );
  });

  test('names some of those who published it, and says how many more there are', () => {
    expect(throughText(['A', 'B', 'C', 'D', 'E'])).toBe('A, B, C and 2 more');
  });
});

test('a figure is known by the first claim ever made of it, so that its card follows the record', () => {
  expect(embedPath(numberOfFigure(FIGURE)!)).toBe('/embed/figures/First-claim');
});

test('an address keeps its moment, and a key as it is written', () => {
  expect(
    embedPath(numberOfClaim(CLAIM), { asOf: '2022-09-16T10:00:00.000Z', file: 'card.png' }),
  ).toBe('/embed/claims/ucdp:ged:1@21.1/card.png?asOf=2022-09-16T10:00:00Z');
});

test('a frame holds no text that leaves its attribute', () => {
  expect(snippet({ src: 'https://x.example/?a=1&b=2', title: '"><script>', height: 300 })).toBe(
    '<iframe src="https://x.example/?a=1&amp;b=2" title="&quot;>&lt;script>" width="100%" height="300" style="border:0;max-width:700px" loading="lazy"></iframe>',
  );
});

test('a card is higher where it is narrower, and where more claimants are on it', () => {
  const [claim, figure] = [numberOfClaim(CLAIM), numberOfFigure(FIGURE)!];
  const caption = captionText(claim, null);
  expect(heightOf(claim, 300, caption)).toBeGreaterThan(heightOf(claim, 700, caption));
  expect(heightOf(figure, 700, caption)).toBeGreaterThan(heightOf(claim, 700, caption));
});
