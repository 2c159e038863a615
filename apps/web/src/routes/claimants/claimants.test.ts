import { expect, test } from 'vitest';
import { claimantsAmong, pairsOf } from './claimants.ts';

const [a, b, c] = ['a', 'b', 'c'].map((slug) => ({ slug, name: slug.toUpperCase() })) as [
  { slug: string; name: string },
  { slug: string; name: string },
  { slug: string; name: string },
];
const figure = (...claimants: (typeof a)[]) => ({
  figureId: claimants.map(({ slug }) => slug).join(''),
  voices: claimants.map((claimant) => ({ slug: `claim-${claimant.slug}`, claimant })),
});

test('who counts the same as whom, in whatever order they spoke, those with most in common first', () => {
  expect(pairsOf([figure(b, a), figure(c, b, a), figure(a, b, a)])).toEqual([
    { claimants: [a, b], figures: 3 },
    { claimants: [a, c], figures: 1 },
    { claimants: [b, c], figures: 1 },
  ]);
});

test('those who can be chosen are each told once, with those who were chosen', () => {
  expect(claimantsAmong([figure(b, a), figure(a, b)], [c])).toEqual([a, b, c]);
});
