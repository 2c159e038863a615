import { conflictsTree } from './conflicts-tree.ts';
import { eventDeep } from './event-deep.ts';
import { map } from './map.ts';
import { pageFiltered } from './page-filtered.ts';
import { pageFlat } from './page-flat.ts';
import { pageNested } from './page-nested.ts';
import { search } from './search.ts';
import type { Shape } from './shape.ts';
import { statistics } from './statistics.ts';

export const SHAPES: readonly Shape[] = [
  eventDeep,
  pageFlat,
  pageNested,
  conflictsTree,
  pageFiltered,
  statistics,
  map,
  search,
];
