import type { ListDownload } from '../list-download.ts';
import { AGREEMENT_TABLE } from './agreements-table.ts';
import { CHANGE_TABLE } from './changes-table.ts';
import {
  ACTOR_TABLE,
  CONFLICT_TABLE,
  COUNTRY_TABLE,
  DYAD_TABLE,
  PLACE_TABLE,
} from './entity-tables.ts';
import { FIGURES_TABLE } from './figures-table.ts';
import { RELEASE_DIFF_TABLE } from './release-diff-table.ts';
import { REPORT_TABLE } from './reports-table.ts';
import { STATISTICS_TABLE } from './statistics-table.ts';

/** Tables that can be had whole: figures, and whom and what claims and events are about. */
export const WHOLE_TABLES: readonly ListDownload[] = [
  FIGURES_TABLE,
  CONFLICT_TABLE,
  ACTOR_TABLE,
  DYAD_TABLE,
  COUNTRY_TABLE,
  PLACE_TABLE,
  AGREEMENT_TABLE,
  REPORT_TABLE,
];

/** All tables that can be downloaded, beside the lists of events and claims. */
export const TABLES: readonly ListDownload[] = [
  ...WHOLE_TABLES,
  STATISTICS_TABLE,
  CHANGE_TABLE,
  RELEASE_DIFF_TABLE,
];
