import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const QUESTION = `query ($language: String) {
  event(slug: "kgz-tjk-2022-09-flight") {
    nameTranslation(language: $language) summaryTranslation(language: $language)
  }
  bare: event(slug: "kgz-tjk-2022-09-russia-asks-for-ceasefire") {
    summary summaryTranslation(language: $language)
  }
  agreement(slug: "kyrgyzstan-tajikistan-ceasefire-2022-09-16") {
    nameTranslation(language: $language)
    provisions { textTranslation(language: $language) }
  }
  conflict(slug: "armenia-azerbaijan") { summaryTranslation(language: $language) }
}`;

describe('the record’s own words', () => {
  test('are there in the languages that they were translated into', async () => {
    const { data, errors } = await api.ask(QUESTION, { language: 'ru' });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      event: {
        nameTranslation: 'Бегство от боёв',
        summaryTranslation: 'Люди сами уходили из приграничного района из-за стрельбы.',
      },
      bare: { summary: null, summaryTranslation: null },
      agreement: {
        nameTranslation: 'Прекращение огня 16 сентября 2022 года',
        provisions: [
          { textTranslation: 'Обе стороны прекращают огонь в 16:00 по Бишкеку, в 10:00 UTC.' },
          { textTranslation: 'Обе стороны отводят войска.' },
        ],
      },
      conflict: { summaryTranslation: expect.stringMatching(/^Бои между двумя соседями/) },
    });
  });

  test.each([null, 'en', 'fr', '__proto__'])('are null in any other (%s)', async (language) => {
    const { data, errors } = await api.ask(QUESTION, { language });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      event: { nameTranslation: null, summaryTranslation: null },
      bare: { summary: null, summaryTranslation: null },
      agreement: {
        nameTranslation: null,
        provisions: [{ textTranslation: null }, { textTranslation: null }],
      },
      conflict: { summaryTranslation: null },
    });
  });

  test.each([
    ['прекращение огня 16 сентября', 'AGREEMENT', 'ru'],
    ['оташбаси 16 сентябри', 'AGREEMENT', 'tg'],
    ['качып чыкты', 'CLAIM', 'ky'],
  ])('are found by “%s”', async (query, type, language) => {
    const { data } = await api.ask(
      `query ($query: String!) { search(query: $query, first: 5) { nodes { type matchedLanguage } } }`,
      { query },
    );
    expect(data.search.nodes).toContainEqual({ type, matchedLanguage: language });
  });
});
