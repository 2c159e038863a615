import { expect, onTestFinished, test } from 'vitest';
import { overwriteGetLocale } from '#paraglide/runtime.js';
import { bibtexText } from './bibtex.ts';
import { bibtex, cslJson, isToCome, permalink, plainText } from './citation.ts';

const CITED = {
  title: 'Kyrgyzstan – Tajikistan',
  url: 'https://casus.example/conflicts/kyrgyzstan-tajikistan?asOf=2022-09-16T23:59:59Z',
  asOf: '2022-09-16T23:59:59.000Z',
  readAt: '2023-01-02T03:04:05.678Z',
};

test('a permalink is rewound, keeps what was picked, and drops the place on the page', () => {
  const page = new URL('https://casus.example/ru/conflicts/x/events?from=2021-01-01#list');
  expect(permalink(page, '2022-09-16T23:59:59.123Z')).toBe(
    'https://casus.example/ru/conflicts/x/events?from=2021-01-01&asOf=2022-09-16T23:59:59Z',
  );
});

test('the permalink of a page that cannot be rewound has no moment', () => {
  const page = new URL('https://casus.example/datasets/x?flag=A&asOf=2022-09-16');
  expect(permalink(page, null)).toBe('https://casus.example/datasets/x?flag=A');
});

test('plain text names the moment, and the dataset behind it', () => {
  expect(plainText({ ...CITED, source: 'Sundberg & Melander (2013)' })).toBe(
    '“Kyrgyzstan – Tajikistan”. Casus: an open record of armed conflict, claim by claim. As of 2022-09-16T23:59:59Z. ' +
      'https://casus.example/conflicts/kyrgyzstan-tajikistan?asOf=2022-09-16T23:59:59Z\nData: Sundberg & Melander (2013)',
  );
});

test('a page that nobody has read yet is cited without a time', () => {
  const cited = { title: 'Methodology', url: 'https://casus.example/methodology' };
  const undated = { ...cited, asOf: null, readAt: null };
  expect(plainText(undated)).toBe(
    '“Methodology”. Casus: an open record of armed conflict, claim by claim. https://casus.example/methodology',
  );
  expect(bibtex(undated)).not.toMatch(/year|note|null/);
  expect(cslJson(undated)).not.toMatch(/issued|accessed|null/);
});

test('BibTeX', () => {
  expect(bibtex({ ...CITED, source: 'Sundberg & Melander' })).toMatchInlineSnapshot(`
    "@misc{casus-conflicts-kyrgyzstan-tajikistan-20220916,
      author = {{Casus}},
      title = {{Kyrgyzstan – Tajikistan}},
      howpublished = {Casus: an open record of armed conflict, claim by claim},
      year = {2022},
      url = {https://casus.example/conflicts/kyrgyzstan-tajikistan?asOf=2022-09-16T23:59:59Z},
      note = {As of 2022-09-16T23:59:59Z. Data: Sundberg \\& Melander},
    }"
  `);
});

test('a program is given no characters that order a direction', () => {
  const cited = { ...CITED, title: '\u2068حمص\u2069' };
  expect(bibtex(cited)).toContain('title = {{حمص}}');
  expect(JSON.parse(cslJson(cited))[0].title).toBe('حمص');
});

test('what is read before its moment has come is dated by when it was read, and not said to be frozen', () => {
  const early = { ...CITED, readAt: '2022-09-10T03:04:05.678Z', isToCome: true };
  expect(plainText(early)).toContain(
    '. Read 2022-09-10T03:04:05Z. Follows the record until 2022-09-16T23:59:59Z. https',
  );
  expect(bibtex(early)).toMatch(
    /^@misc\{casus-conflicts-kyrgyzstan-tajikistan-20220910,[^]*note = \{Read 2022-09-10T03:04:05Z\. Follows the record until 2022-09-16T23:59:59Z\}/,
  );
  expect(JSON.parse(cslJson(early))[0]).toMatchObject({
    issued: { 'date-parts': [[2022, 9, 10]] },
    accessed: { 'date-parts': [[2022, 9, 10]] },
    version: 'follows the record until 2022-09-16T23:59:59Z',
  });
});

test('a moment is to come until the server’s clock has reached it', () => {
  expect(isToCome('2022-09-16T23:59:59.999Z', '2022-09-16T23:59:59Z')).toBe(true);
  expect(isToCome('2022-09-16T23:59:59.000Z', '2022-09-16T23:59:59Z')).toBe(false);
  expect(isToCome(null, '2022-09-16T23:59:59Z')).toBe(false);
});

test('no text of the record commands LaTeX or leaves its field', () => {
  expect(bibtexText('50% of \\input{x}_1 & #2 ~ $^\n next')).toBe(
    '50\\% of \\textbackslash{}input\\{x\\}\\_1 \\& \\#2 \\textasciitilde{} \\$\\textasciicircum{} next',
  );
  const hostile = bibtex({ ...CITED, title: '}, note = {hacked', url: `${CITED.url}&q={}` });
  expect(hostile).toContain('title = {{\\}, note = \\{hacked}}');
  expect(hostile).toContain('&q=%7B%7D');
});

test('CSL-JSON is read back as it was written', () => {
  expect(JSON.parse(cslJson({ ...CITED, title: '“</script>”' }))).toEqual([
    {
      id: 'casus-conflicts-kyrgyzstan-tajikistan-20220916',
      type: 'webpage',
      title: '“</script>”',
      author: [{ literal: 'Casus' }],
      'container-title': 'Casus: an open record of armed conflict, claim by claim',
      URL: CITED.url,
      issued: { 'date-parts': [[2022, 9, 16]] },
      accessed: { 'date-parts': [[2023, 1, 2]] },
      version: 'as of 2022-09-16T23:59:59Z',
    },
  ]);
});

test('a page that only ever shows now is cited by when it was read', () => {
  const url = 'https://casus.example/methodology';
  const cited = { title: 'Methodology', url, asOf: null, readAt: CITED.readAt };
  expect(permalink(new URL(`${url}#ranks`), null)).toBe(url);
  expect(plainText(cited)).toContain('Read 2023-01-02T03:04:05Z. https://');
  expect(bibtex(cited)).toContain('@misc{casus-methodology-20230102,');
  expect(bibtex(cited)).toContain('year = {2023}');
  const [item] = JSON.parse(cslJson(cited));
  expect(item.accessed).toEqual({ 'date-parts': [[2023, 1, 2]] });
  expect(item).not.toHaveProperty('version');
});

test('a claim is cited by who says it, through whom, and the dataset that has it', () => {
  const claim = {
    ...CITED,
    title: 'Deaths: 12',
    source: 'Sundberg & Melander',
    claimants: ['Red Cross', 'Ministry of Health'],
    through: ['Reuters', 'TASS'],
  };
  expect(plainText(claim)).toMatch(
    /^Red Cross, Ministry of Health\. “Deaths: 12”\. Through Reuters, TASS\. Casus: /,
  );
  expect(bibtex(claim)).toContain('author = {{Red Cross} and {Ministry of Health}}');
  expect(bibtex(claim)).toContain(
    'note = {Through Reuters, TASS. As of 2022-09-16T23:59:59Z. Data: Sundberg \\& Melander}',
  );
  expect(JSON.parse(cslJson(claim))[0]).toMatchObject({
    author: [{ literal: 'Red Cross' }, { literal: 'Ministry of Health' }],
    note: 'Through Reuters, TASS. Data: Sundberg & Melander',
  });
});

test('whose word it is, through whom, in what and when it was said stand in each form', () => {
  const cited = {
    ...CITED,
    asOf: null,
    claimants: ['ECHO'],
    through: ['Reuters'],
    reports: ['Flash list'],
    said: '16 September 2022',
  };
  const source = 'Through Reuters. In “Flash list”. Said 16 September 2022';
  expect(plainText(cited)).toMatch(
    new RegExp(`^ECHO\\. “[^”]+”\\. ${source}\\. .*Read 2023-01-02`),
  );
  expect(bibtex(cited)).toContain(`note = {${source}. Read 2023-01-02`);
  expect(JSON.parse(cslJson(cited))[0].note).toBe(source);
});

test('the words around names are those of the reader’s language', () => {
  onTestFinished(() => overwriteGetLocale(() => 'en'));
  overwriteGetLocale(() => 'ru');
  const cited = {
    ...CITED,
    source: 'Sundberg',
    claimants: ['ECHO'],
    through: ['Reuters'],
    reports: ['Flash list'],
    said: '16 сентября 2022 г.',
  };
  const words = 'Через: Reuters. В: “Flash list”. Сказано: 16 сентября 2022 г';
  expect(plainText(cited)).toContain(`. ${words}. Casus: `);
  expect(plainText(cited)).toMatch(/\. На момент: 2022-09-16T23:59:59Z\. \S+\nДанные: Sundberg$/);
  expect(JSON.parse(cslJson(cited))[0]).toMatchObject({
    note: `${words}. Данные: Sundberg`,
    version: 'на момент: 2022-09-16T23:59:59Z',
  });
});
