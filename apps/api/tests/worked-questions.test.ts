import { parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WORKED_QUESTIONS } from '../src/playground/worked-questions.ts';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** What the answer to each has to hold, of the record alone. */
const HOLDS: Record<string, unknown> = {
  '01-who-says-how-many-died': {
    conflict: {
      figures: expect.arrayContaining([
        expect.objectContaining({
          low: expect.any(Number),
          current: expect.arrayContaining([
            {
              claimant: { name: expect.any(String) },
              quantity: expect.anything(),
              assertedAt: expect.anything(),
            },
          ]),
        }),
      ]),
    },
  },
  '02-how-the-ceasefire-fared': {
    agreement: { morning: null, evening: 'ANNOUNCED', night: 'BREACH_ALLEGED' },
  },
  '03-who-accuses-and-who-denies': {
    agreement: {
      allegedViolations: [
        {
          accuser: { name: 'Kyrgyz border guards' },
          accused: { name: 'Tajik forces' },
          denials: [],
        },
      ],
    },
    claims: { nodes: expect.arrayContaining([expect.objectContaining({ stance: 'CONFIRMS' })]) },
  },
  '04-what-was-known-that-night': {
    conflict: {
      figures: expect.arrayContaining([
        expect.objectContaining({ metric: 'EVACUATED', low: 120_000, high: 120_000 }),
        expect.objectContaining({ metric: 'FLED', low: 18_500, high: 18_500 }),
      ]),
      agreements: { nodes: [{ status: 'BREACH_ALLEGED' }] },
    },
  },
  '05-violent-events-of-a-country': {
    events: {
      totalCount: 2,
      nodes: [{ name: 'Fighting around Kok-Tash', deaths: { best: 38 } }, {}],
    },
  },
  '06-deaths-by-month-and-country': {
    eventStatistics: expect.arrayContaining([
      {
        month: '2021-04',
        country: { name: 'Kyrgyzstan' },
        events: 2,
        eventsWithoutFigure: 0,
        deaths: { low: 39, best: 39, high: 39 },
      },
    ]),
  },
  '07-search-in-any-spelling': {
    search: {
      nodes: expect.arrayContaining([
        expect.objectContaining({ type: 'PLACE', matchedText: 'Киргизия' }),
      ]),
    },
  },
  '08-what-changed-that-day': {
    changes: {
      nodes: expect.arrayContaining([
        expect.objectContaining({ kind: 'ASSERTED', after: { best: 18_500 } }),
        expect.objectContaining({
          kind: 'AGREEMENT_MOVED',
          milestone: { status: 'BREACH_ALLEGED' },
        }),
      ]),
    },
  },
  '09-chain-of-one-claim': {
    claim: {
      quantity: { best: 18_500 },
      attribution: [
        { role: 'CLAIMANT', actor: { name: expect.stringContaining('Red Cross') } },
        { role: 'RELAY' },
        { role: 'PUBLISHER', locator: expect.any(String), report: expect.anything() },
      ],
    },
  },
  '10-timeline-of-a-day': {
    conflict: {
      timeline: {
        nodes: expect.arrayContaining([
          expect.objectContaining({ __typename: 'AgreementMilestone', status: 'BREACH_ALLEGED' }),
          expect.objectContaining({ __typename: 'Claim' }),
        ]),
      },
    },
  },
  '11-by-another-systems-number': {
    byExternalId: expect.arrayContaining([
      expect.objectContaining({ __typename: 'Place', name: 'Kyrgyzstan' }),
      expect.objectContaining({ __typename: 'Actor', name: 'Government of Kyrgyzstan' }),
    ]),
  },
};

test('every worked question has its answer here', () => {
  expect(WORKED_QUESTIONS.map(({ name }) => name)).toEqual(Object.keys(HOLDS).sort());
});

test.each(WORKED_QUESTIONS)(
  '$name is explained, named, cheap and answered',
  async ({ name, query }) => {
    expect(query).toMatch(/^# \S/);
    // The tab is called by it.
    expect(parse(query).definitions).toEqual([
      expect.objectContaining({ name: expect.objectContaining({ value: expect.any(String) }) }),
    ]);
    const response = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', 'x-casus-cost': '1' },
      payload: { query },
    });
    const { data, errors, extensions } = response.json();
    expect(errors).toBeUndefined();
    expect(data).toMatchObject(HOLDS[name] as object);
    expect(extensions.cost.cost).toBeLessThan(extensions.cost.limit / 10);
  },
);

test('they are published, and not sent again to who has them', async () => {
  const { body, headers } = await api.app.inject('/worked-questions.json');
  expect(JSON.parse(body)).toEqual(WORKED_QUESTIONS);
  const again = await api.app.inject({
    url: '/worked-questions.json',
    headers: { 'if-none-match': String(headers.etag) },
  });
  expect([again.statusCode, again.body]).toEqual([304, '']);
});
