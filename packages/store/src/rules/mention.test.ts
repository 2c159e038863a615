import { expect, it } from 'vitest';
import { foldedWords, namesWithin } from './mention.ts';

it.each([
  'Taliban',
  'the Taliban',
  'Taliban spox',
  'Taliban spox.',
  "Taliban's spox",
  'senior Taliban official',
  'a local Taliban commander',
  'Taliban media spokesman',
  'spokesman for the Taliban',
  'A statement by the Taliban',
  'Taliban (Telegram)',
  'Taliban spokesman Zabihullah Mujahid',
  'Taliban spokesperson, Qari Yousuf Ahmadi',
])('“%s” names the Taliban', (mention) => {
  expect(namesWithin(mention)).toContain('taliban');
});

it.each([
  'anti-Taliban commanders',
  'pro-Taliban account',
  'Taliban claims, local media',
  'Taliban, local sources',
  'Taliban and police',
  'Mullah Hassan, a former member of the Taliban',
  'Afghan government, Taliban spokesman',
  'tweet from a Taliban account',
  'Taliban police chief',
  'Taliban (according to the government)',
])('“%s” names nobody for certain', (mention) => {
  expect(namesWithin(mention)).not.toContain('taliban');
});

it('folds accents, quotes and full stops', () => {
  expect(foldedWords('Ministère de la Défense.')).toBe('ministere de la defense');
  expect(foldedWords('People’s Defense Forces')).toBe('people s defense forces');
});
