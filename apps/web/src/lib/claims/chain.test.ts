import { expect, test } from 'vitest';
import { stagesOf } from './chain.ts';

const step = (
  position: number,
  role: 'CLAIMANT' | 'RELAY' | 'PUBLISHER' | 'ADJUDICATOR',
  slug: string,
) => ({
  position,
  role,
  locator: null,
  report: null,
  actor: { slug, name: slug, kind: 'MEDIA' as const },
});

const rolesOf = (chain: ReturnType<typeof step>[]) =>
  stagesOf(chain).map(({ roles, steps }) => [roles, steps.map(({ actor }) => actor.slug)]);

test('a chain is told in its order', () => {
  expect(
    rolesOf([step(1, 'CLAIMANT', 'icrc'), step(2, 'RELAY', 'ria'), step(3, 'PUBLISHER', 'paper')]),
  ).toEqual([
    ['claimant', ['icrc']],
    ['relayed by', ['ria']],
    ['published by', ['paper']],
  ]);
});

test('steps at one position stand side by side', () => {
  expect(
    rolesOf([
      step(1, 'CLAIMANT', 'police'),
      step(1, 'CLAIMANT', 'army'),
      step(2, 'ADJUDICATOR', 'ucdp'),
    ]),
  ).toEqual([
    ['claimant', ['police', 'army']],
    ['settled by', ['ucdp']],
  ]);
});

test('who published its own claim stands once', () => {
  expect(rolesOf([step(1, 'CLAIMANT', 'paper'), step(2, 'PUBLISHER', 'paper')])).toEqual([
    ['claimant, published by itself', ['paper']],
  ]);
});

test('an outlet among several claimants still stands as publisher', () => {
  expect(
    rolesOf([
      step(1, 'CLAIMANT', 'paper'),
      step(1, 'CLAIMANT', 'army'),
      step(2, 'PUBLISHER', 'paper'),
    ]),
  ).toHaveLength(2);
});
