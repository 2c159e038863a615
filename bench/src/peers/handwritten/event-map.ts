import type { Pool } from 'pg';
import { boxOf, MAP_CELLS } from '../map-cells.ts';
import type { EventFilter } from './events-page.ts';

/** The events of a box, by the squares of the grid of one zoom. */
export async function eventMap(pool: Pool, { within }: EventFilter) {
  const { rows } = await pool.query<{ without: number; best: number | null }>({
    name: 'map',
    text: `${MAP_CELLS} order by y, x`,
    values: boxOf(within),
  });
  return rows.map((row) => ({
    ...row,
    eventsWithoutFigure: row.without,
    deaths: row.best === null ? null : row,
  }));
}
