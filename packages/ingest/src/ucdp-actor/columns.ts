import type { Layout, Row as RowOf } from '../csv/layout.ts';

const REQUIRED = ['actorid', 'namedata', 'nameorig', 'org', 'splinter', 'actoridprev'] as const;

const OPTIONAL = [
  'nameorigfull',
  'nameorigfulleng',
  'newname',
  'newnamefullmothertongue',
  'newnamefulleng',
  'nameprev',
  'actoridsplittemp',
  'namesplittemp',
  'actoridalliance',
  'namealliance',
  'actoridgroup',
  'groupname',
] as const;

export type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];
export type Row = RowOf<Column>;

export const ACTOR_LAYOUT: Layout<Column> = {
  title: 'UCDP Actor',
  required: REQUIRED,
  optional: OPTIONAL,
};
