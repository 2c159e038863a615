import { expect, test } from 'vitest';
import { withEvents } from './with-events.ts';

test('a dataset without events has no part in sums of events', () => {
  const ged = { name: 'GED', events: { nodes: [{ id: 'an event' }] } };
  const gidd = { name: 'GIDD', events: { nodes: [] } };
  expect(withEvents([ged, gidd])).toEqual([ged]);
});
