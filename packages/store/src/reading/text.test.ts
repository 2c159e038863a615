import { expect, test } from 'vitest';
import { wordsOf } from './text.ts';

test('words are looked for once, and not those that another holds', () => {
  expect(wordsOf('  a a Batken bat clash a  ')).toEqual(['Batken', 'bat', 'clash']);
  expect(wordsOf('batken bat ken at')).toEqual(['batken']);
  expect(wordsOf(' \n\t')).toEqual([]);
});
