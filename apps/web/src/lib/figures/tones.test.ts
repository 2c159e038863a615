import { expect, test } from 'vitest';
import { partyTones, tonesOf } from './tones.ts';

const party = (side: 'A' | 'B', slug: string) => ({ side, actor: { slug } });

test('two parties have a colour each, and so have their bodies', () => {
  const parties = [party('A', 'kyrgyzstan'), party('B', 'tajikistan')];
  expect([...partyTones(parties).values()]).toEqual(['a', 'b']);
  const tone = tonesOf(parties);
  expect(tone({ slug: 'border-service', partOf: { slug: 'tajikistan' } })).toBe('b');
  expect(tone({ slug: 'red-cross' })).toBe('n');
});

test('who fight one government, and perhaps each other, are not made one by a colour', () => {
  const parties = [party('A', 'government'), party('B', 'taleban'), party('B', 'nrf')];
  expect([...partyTones(parties)]).toEqual([
    ['government', 'a'],
    ['taleban', 'n'],
    ['nrf', 'n'],
  ]);
  expect(tonesOf(parties)({ slug: 'spokesman', partOf: { slug: 'nrf' } })).toBe('n');
});
