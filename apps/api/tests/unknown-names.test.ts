import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe('a name that nothing has is refused', () => {
  test('with what was meant, and where to look for it', async () => {
    const { data, errors } = await api.ask(
      '{ events(filter: { actors: ["talban"] }) { totalCount } }',
    );
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message:
          'actors: there is no actor "talban". Take a slug, natural key or id from an answer, or look for it with search(query: "talban", types: [ACTOR]).',
        extensions: {
          code: 'BAD_USER_INPUT',
          argument: 'actors',
          unknown: { type: 'Actor', name: 'talban' },
        },
      },
    ]);
  });

  test.each([
    ['events', '(filter: { conflicts: ["nowhere"] }) { totalCount }', 'conflict "nowhere"'],
    ['events', '(filter: { places: "nowhere" }) { totalCount }', 'place "nowhere"'],
    ['events', '(filter: { dyads: ["ucdp:dyad:0"] }) { totalCount }', 'dyad "ucdp:dyad:0"'],
    ['events', '(filter: { claimants: ["nobody"] }) { totalCount }', 'actor "nobody"'],
    ['events', '(filter: { datasets: ["ucdp:none"] }) { totalCount }', 'dataset "ucdp:none"'],
    ['events', '(filter: { partOf: "nothing" }) { totalCount }', 'event "nothing"'],
    ['events', '(filter: { partOf: "no\\u0000thing" }) { totalCount }', 'event "no\u0000thing"'],
    ['claims', '(filter: { reports: ["nothing"] }) { totalCount }', 'report "nothing"'],
    ['claims', '(filter: { agreements: ["nothing"] }) { totalCount }', 'agreement "nothing"'],
    ['actors', '(filter: { partyTo: ["nothing"] }) { totalCount }', 'conflict "nothing"'],
    ['conflicts', '(filter: { parties: ["nobody"] }) { totalCount }', 'actor "nobody"'],
    ['agreements', '(filter: { mediators: ["nobody"] }) { totalCount }', 'actor "nobody"'],
    ['reports', '(filter: { publishers: ["nobody"] }) { totalCount }', 'actor "nobody"'],
    ['places', '(filter: { within: ["nowhere"] }) { totalCount }', 'place "nowhere"'],
    ['eventMap', '(filter: { actors: ["nobody"] }, zoom: 1) { events }', 'actor "nobody"'],
    [
      'eventStatistics',
      '(filter: { conflicts: ["nowhere"] }, by: [YEAR]) { events }',
      'conflict "nowhere"',
    ],
    [
      'changes',
      '(since: "2022-01-01T00:00:00Z", conflict: "nowhere") { totalCount }',
      'conflict "nowhere"',
    ],
  ])('%s%s', async (field, rest, named) => {
    const { errors } = await api.ask(`{ ${field}${rest} }`);
    expect(errors[0]!.message).toContain(`there is no ${named}.`);
    expect(errors[0]!.extensions!.code).toBe('BAD_USER_INPUT');
  });

  test('in a variable, its default and a list within a row', async () => {
    const byVariable = 'query ($f: EventFilter) { events(filter: $f) { totalCount } }';
    const given = await api.ask(byVariable, { f: { actors: ['nobody'], places: ['nowhere'] } });
    expect(given.errors.map(({ message }) => message.split('.')[0])).toEqual([
      'actors: there is no actor "nobody"',
      'places: there is no place "nowhere"',
    ]);
    const byDefault = await api.ask(
      'query ($f: EventFilter = { actors: ["nobody"] }) { events(filter: $f) { totalCount } }',
    );
    expect(byDefault.errors).toHaveLength(1);
    const within = await api.ask(
      '{ conflict(slug: "kyrgyzstan-tajikistan") { ...Few } } fragment Few on Conflict { events(filter: { actors: ["nobody"] }) { totalCount } }',
    );
    expect(within.errors).toHaveLength(1);
  });

  test('of a download, before its first byte', async () => {
    const response = await api.app.inject('/events.csv?actors=nobody');
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0].message).toContain('there is no actor "nobody"');
  });

  test('however often it is asked', async () => {
    for (let times = 0; times < 5; times++) {
      const { errors } = await api.ask(
        '{ claims(filter: { claimants: ["nobody"] }) { totalCount } }',
      );
      expect(errors).toHaveLength(1);
    }
  });
});

test('names that there are cost a statement once', async () => {
  const query =
    '{ events(filter: { actors: ["ucdp:actor:132"], places: ["iso:KG"] }) { totalCount } }';
  const lookUps = async () => {
    api.statements();
    expect((await api.ask(query)).errors).toEqual([]);
    return api.statements().filter((statement) => statement.includes('given (name)')).length;
  };
  expect(await lookUps()).toBe(1);
  expect(await lookUps()).toBe(0);
});

test('a filter by name alone finds those there are', async () => {
  const { data } = await api.ask(
    '{ conflicts(filter: { named: ["kyrgyzstan-tajikistan", "nowhere"] }) { nodes { slug } } }',
  );
  expect(data.conflicts.nodes).toEqual([{ slug: 'kyrgyzstan-tajikistan' }]);
});
