import { join } from 'node:path';
import { globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';

const RECORDS = join(import.meta.dirname, '../../../../records');
const LANGUAGES = ['ru', 'ky', 'tg'];
/** Of an event, an agreement or a conflict. */
const NAMED = ['name', 'summary'] as const;

interface Translated {
  id?: string;
  name?: string;
  summary?: string;
  /** Of a conflict: its name is what people call it in a language, no translation. */
  names?: Record<string, string>;
  translations?: Record<string, string | { name?: string; summary?: string }>;
}

interface RecordFile {
  conflict?: Translated & { related?: { note?: string; translations?: Record<string, string> }[] };
  claims?: Translated[];
  events?: Translated[];
  agreements?: (Translated & {
    provisions?: { text: string; translations?: Record<string, string> }[];
  })[];
}

const files = globSync('*/**/*.yaml', { cwd: RECORDS }).map(
  (file) => parse(readFileSync(join(RECORDS, file), 'utf8')) as RecordFile,
);

/** A text of the record and what it is in each language. */
type Text = [what: string, original: string, translations: Record<string, string | undefined>];

const ofOneText = (
  what: string,
  original: string,
  translations: Record<string, unknown> = {},
): Text => [what, original, translations as Record<string, string>];

const ofNamed = ({ id, names, translations = {}, ...texts }: Translated): Text[] =>
  NAMED.filter((text) => texts[text] !== undefined && !(text === 'name' && names)).map((text) => [
    `${id} ${text}`,
    texts[text]!,
    Object.fromEntries(
      Object.entries(translations).map(([language, given]) => [
        language,
        typeof given === 'string' ? given : given[text],
      ]),
    ),
  ]);

const texts: Text[] = files.flatMap((file) => [
  ...(file.claims ?? []).map(({ id, summary, translations }) =>
    ofOneText(id!, summary!, translations),
  ),
  ...[
    ...(file.conflict ? [file.conflict] : []),
    ...(file.events ?? []),
    ...(file.agreements ?? []),
  ].flatMap(ofNamed),
  ...(file.agreements ?? []).flatMap(({ id, provisions = [] }) =>
    provisions.map(({ text, translations }) => ofOneText(`${id}: ${text}`, text, translations)),
  ),
  ...(file.conflict?.related ?? []).flatMap(({ note, translations }) =>
    note ? [ofOneText(note, note, translations)] : [],
  ),
]);

/** The numbers that a text gives, whatever separates their thousands; written-out ones are none. */
const numbersIn = (text: string): number[] =>
  [...text.matchAll(/\d+(?:[,\u00a0 ]\d{3})*/g)]
    .map(([number]) => Number(number.replace(/[,\u00a0 ]/g, '')))
    .sort((one, other) => one - other);

describe('the record’s own words', () => {
  test('are claims, events, agreements and conflicts', () => {
    expect(texts.length).toBeGreaterThan(100);
  });

  test.each(texts)('%s: each language says what the English does', (_, original, translations) => {
    expect(Object.keys(translations)).toEqual(LANGUAGES);
    for (const text of Object.values(translations)) {
      expect(text).toBeDefined();
      expect(numbersIn(text!)).toEqual(numbersIn(original));
      expect(text).not.toBe(original);
    }
  });
});
