import { expect, test } from 'vitest';
import { providersOf, withEvents } from './with-events.ts';

test('a dataset without events has no part in sums of events', () => {
  const ged = { name: 'GED', events: { nodes: [{ id: 'an event' }] } };
  const gidd = { name: 'GIDD', events: { nodes: [] } };
  expect(withEvents([ged, gidd])).toEqual([ged]);
});

test('a provider of several releases is told once', () => {
  const releaseOf = (name: string, events: number) => ({
    provider: { name },
    events: { nodes: Array.from({ length: events }) },
  });
  const datasets = [releaseOf('UCDP', 1), releaseOf('IDMC', 0), releaseOf('UCDP', 1)];
  expect(providersOf(datasets)).toEqual(['UCDP']);
});
