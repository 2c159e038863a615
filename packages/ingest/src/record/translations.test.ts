import { join } from 'node:path';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';

const FOLDER = join(import.meta.dirname, '../../../../records/kyrgyzstan-tajikistan/claims');
const LANGUAGES = ['ru', 'ky', 'tg'];

interface Claim {
  id: string;
  summary: string;
  translations?: Record<string, string>;
}

const claims = readdirSync(FOLDER).flatMap(
  (file) => (parse(readFileSync(join(FOLDER, file), 'utf8')) as { claims: Claim[] }).claims,
);

/** The numbers that a text gives, whatever separates their thousands; written-out ones are none. */
const numbersIn = (text: string): number[] =>
  [...text.matchAll(/\d+(?:[,\u00a0 ]\d{3})*/g)]
    .map(([number]) => Number(number.replace(/[,\u00a0 ]/g, '')))
    .sort((one, other) => one - other);

describe('the founding record’s claims', () => {
  test.each(claims.map((claim) => [claim.id, claim] as const))(
    '%s says in each language what it says in English',
    (_, { summary, translations = {} }) => {
      expect(Object.keys(translations)).toEqual(LANGUAGES);
      for (const text of Object.values(translations)) {
        expect(numbersIn(text)).toEqual(numbersIn(summary));
        expect(text).not.toBe(summary);
      }
    },
  );
});
