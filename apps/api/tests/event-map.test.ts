import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const CELL = `zoom west south east north latitude longitude events eventsAtExactPlace
  eventsWithoutFigure deaths { low best high } event { name location { latitude longitude } }`;

test('from afar all is one square, at a point of its own', async () => {
  const { data, errors } = await api.ask(`{ eventMap(zoom: 0) { ${CELL} } }`);
  expect(errors).toEqual([]);
  expect(data.eventMap).toMatchInlineSnapshot(`
    [
      {
        "deaths": {
          "best": 56,
          "high": 56,
          "low": 56,
        },
        "east": 90,
        "event": null,
        "events": 8,
        "eventsAtExactPlace": 4,
        "eventsWithoutFigure": 0,
        "latitude": 39.61277,
        "longitude": 69.34112,
        "north": 45,
        "south": 0,
        "west": 45,
        "zoom": 0,
      },
    ]
  `);
});

test('from near events stand by themselves, each at its own point', async () => {
  const { data, errors } = await api.ask(
    `{ eventMap(zoom: 12, filter: { minDeaths: 5 }) { ${CELL} } }`,
  );
  expect(errors).toEqual([]);
  expect(data.eventMap).toHaveLength(3);
  for (const { event, latitude, longitude, events, zoom } of data.eventMap) {
    expect({ latitude, longitude }).toEqual(event.location);
    expect([events, zoom]).toEqual([1, 12]);
  }
});

test('what the map shows and what has no point are all events', async () => {
  const { data, errors } = await api.ask(`{
    eventMap(zoom: 5) { events }
    events { totalCount }
    off: events(filter: { located: false }) { totalCount }
  }`);
  expect(errors).toEqual([]);
  const shown = data.eventMap.reduce(
    (sum: number, { events }: { events: number }) => sum + events,
    0,
  );
  expect(shown).toBeGreaterThan(5);
  expect(shown + data.off.totalCount).toBe(data.events.totalCount);
});

test('it is two statements, however many cells tell their event', async () => {
  api.statements();
  const { errors } = await api.ask('{ eventMap(zoom: 12) { event { name } } }');
  expect(errors).toEqual([]);
  expect(api.statements()).toHaveLength(2);
});

test('as of a moment it shows what was known then', async () => {
  const { data, errors } = await api.ask(`{
    before: eventMap(zoom: 3, asOf: "2021-12-31T00:00:00Z") { events }
    after: eventMap(zoom: 0, asOf: "2022-06-01T00:00:00Z") { events deaths { best } }
  }`);
  expect(errors).toEqual([]);
  expect(data).toEqual({ before: [], after: [{ events: 8, deaths: { best: 56 } }] });
});

test.each([-1, 13])('zoom %d is told to be a mistake', async (zoom) => {
  const { status, errors } = await api.ask(`{ eventMap(zoom: ${zoom}) { events } }`);
  expect(status).toBe(200);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'zoom' } }]);
  expect(errors[0]!.message).toContain(`zoom is 0 to 12; ${zoom} was given.`);
});

test('names for a map are of settlements and divisions, each at a point of its source', async () => {
  const { data, errors } = await api.ask(
    '{ mapLabels(first: 6) { place { name kind } latitude longitude events } }',
  );
  expect(errors).toEqual([]);
  expect(data.mapLabels).toMatchInlineSnapshot(`
    [
      {
        "events": 1,
        "latitude": 40.12583,
        "longitude": 69.68278,
        "place": {
          "kind": "SETTLEMENT",
          "name": "Ovchi-Kalacha",
        },
      },
      {
        "events": 1,
        "latitude": 39.97538,
        "longitude": 70.569582,
        "place": {
          "kind": "SETTLEMENT",
          "name": "Chorku",
        },
      },
      {
        "events": 1,
        "latitude": 39.932117,
        "longitude": 70.496521,
        "place": {
          "kind": "BORDER_POST",
          "name": "Khojai A’lo border post",
        },
      },
    ]
  `);
  const refused = await api.ask('{ mapLabels(first: 51) { events } }');
  expect(refused.errors).toMatchObject([
    {
      message: 'A map has 2 to 50 labels; 51 were asked for. Ask for 50.',
      extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
    },
  ]);
});
