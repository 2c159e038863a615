import type { EventCellFragment, EventFilter, EventMapLabelFragment } from '../../gql/graphql.ts';
import { cellMap, type CellDrawing } from '#lib/geo/cells.server.ts';
import { localized } from '#lib/language/locale.ts';
import { refiltered } from './address.ts';
import { viewAround } from './view.ts';

/** Land around the outermost squares. */
const MARGIN = 1.2;

/** All events that a filter leaves, gathered by squares, each a link to its own; null where none has a point. */
export function eventsMap(
  cells: readonly EventCellFragment[],
  filter: EventFilter,
  asOf: string | null,
  labels: readonly EventMapLabelFragment[] = [],
): { drawing: CellDrawing; located: number } | null {
  if (cells.length === 0) return null;
  const around = viewAround(cells);
  const drawing = cellMap(cells, {
    view: around && { ...around, span: around.span * MARGIN },
    measure: 'events',
    labels,
    hrefOf: ({ west, south, east, north }) =>
      `${localized('/explore')}${refiltered(
        { pathname: '', search: asOf ? `?asOf=${asOf}` : '' },
        { ...filter, within: { west, south, east, north } },
      )}#where`,
  });
  return { drawing, located: cells.reduce((sum, { events }) => sum + events, 0) };
}
