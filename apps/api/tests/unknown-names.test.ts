import { schema } from '@casus/schema/schema';
import {
  getNamedType,
  isInputObjectType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLInputField,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

type Named = readonly [name: string, input: GraphQLArgument | GraphQLInputField];

const namedOf = (of: string, inputs: readonly Named[1][]): Named[] =>
  inputs.map((input) => [`${of}.${input.name}`, input]);

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

  test('and so is a place to be near that has no point', async () => {
    const asked = (place: string) =>
      api.ask(`{ events(filter: { near: { place: "${place}", kilometres: 20 } }) { totalCount } }`);
    expect(await asked('nowhere')).toMatchObject({
      errors: [{ extensions: { argument: 'place', unknown: { type: 'Place', name: 'nowhere' } } }],
    });
    expect(await asked('batken-region')).toMatchObject({
      errors: [
        {
          message:
            'place: "batken-region" has no point on record, as provinces and countries have none. Name a place of which latitude and longitude are known, or give a point.',
          extensions: { code: 'BAD_USER_INPUT', argument: 'place' },
        },
      ],
    });
    const { data, errors } = await asked('chorku');
    expect(errors).toEqual([]);
    expect(data.events.totalCount).toBeGreaterThan(0);
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
    ['mapLabels', '(filter: { actors: ["nobody"] }) { events }', 'actor "nobody"'],
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

  test('with what it may have meant: by a name it has, mistyped, or of another release', async () => {
    const refused = async (filter: string) => {
      const { errors } = await api.ask(`{ events(filter: { ${filter} }) { totalCount } }`);
      return errors[0]!;
    };
    const place = await refused('places: ["kirgizstan"]');
    expect(place.message).toContain(
      'there is no place "kirgizstan". Did you mean "kyrgyzstan" (Kyrgyzstan)',
    );
    expect(place.extensions).toMatchObject({
      unknown: {
        type: 'Place',
        name: 'kirgizstan',
        nearly: expect.arrayContaining([{ slug: 'kyrgyzstan', name: 'Kyrgyzstan' }]),
      },
    });
    expect((await refused('actors: ["kyrgyz-health-ministery"]')).message).toContain(
      'Did you mean "kyrgyz-health-ministry"',
    );
    expect((await refused('datasets: ["ucdp:ged"]')).message).toMatch(
      /Did you mean "ucdp:ged@[^"]+"/,
    );
    expect((await refused('actors: ["ucdp:actor:99999999"]')).message).not.toContain('Did you');
  });

  test.each([
    ['KGZ', 'KG (Kyrgyzstan)'],
    ['UK', 'GB (United Kingdom)'],
    ['Tajikistan', 'TJ (Tajikistan)'],
    ['tajik', 'TJ (Tajikistan)'],
  ])('the country code %s means %s', async (code, meant) => {
    const message = `"${code}" is no country code of ISO 3166-1 alpha-2, such as KG. Perhaps ${meant} is meant.`;
    const { errors } = await api.ask(
      `{ events(filter: { countries: ["${code}"] }) { totalCount } }`,
    );
    expect(errors[0]!.message).toBe(message);
    const download = await api.app.inject(`/events.csv?countries=${code}`);
    expect(download.statusCode).toBe(400);
    expect(download.json().errors[0].message).toBe(`countries: ${message}`);
  });

  test('a language that is none', async () => {
    const asked = (tag: string) =>
      api.ask(`{ reports(filter: { languages: ["${tag}"] }) { totalCount } }`);
    expect((await asked('english')).errors[0]!.message).toBe(
      'languages: "english" is no language of BCP 47, such as ru. Perhaps en (English) is meant.',
    );
    expect((await asked('pt-BR')).errors).toEqual([]);
  });

  test.each(['/conflicts/kirgizstan.json', '/conflicts/kirgizstan/feed.atom'])(
    'where %s would be',
    async (address) => {
      const response = await api.app.inject(address);
      expect(response.statusCode).toBe(404);
      expect(response.json().errors[0].message).toContain(
        'There is no conflict "kirgizstan". Did you mean "kyrgyzstan-tajikistan"',
      );
    },
  );

  test('by every argument and filter that takes names, but for those that ask which there are', () => {
    const inputs = Object.values(schema.getTypeMap()).flatMap((type): Named[] => {
      if (isInputObjectType(type)) return namedOf(type.name, Object.values(type.getFields()));
      if (!isObjectType(type)) return [];
      return Object.values(type.getFields()).flatMap(({ name, args }) =>
        namedOf(`${type.name}.${name}`, args),
      );
    });
    const unchecked = inputs.filter(
      ([, { type, extensions }]) => getNamedType(type).name === 'ID' && !extensions['naming'],
    );
    expect(unchecked.map(([name]) => name).toSorted()).toEqual([
      'ActorFilter.named',
      'ConflictFilter.named',
      'DyadFilter.named',
      'PlaceFilter.named',
      'Query.node.id',
      'Query.nodes.ids',
      // Refused by the subscription itself, which has no answer to put the refusal in.
      'Subscription.claimRecorded.conflict',
    ]);
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
