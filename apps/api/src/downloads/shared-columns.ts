import type { Column } from './column.ts';
import { termsOf } from './terms.ts';

type Terms = 'licence' | 'citation';

const term =
  (name: Terms): Column['made'] =>
  (key, { selected }) =>
    termsOf(key, selected)[name];

/** The formats that can carry facts about the whole file at its head do; a table says them in each row. */
const TOLD_AT_THE_HEAD = ['geojson', 'ndjson', 'parquet'] as const;

/** Which release a row of events is under. */
export const RELEASE_OF_EVENT =
  'The dataset release that last delivered the event; empty for what the curated record alone tells.';
/** Which release a row of claims is under. */
export const RELEASE_OF_CLAIM =
  'The dataset release that makes the claim; empty for a claim that no dataset makes.';

/**
 * How every table ends: whose the row is, on what terms, and what it was picked by.
 *
 * @param release what the column of the release says of itself
 */
export function columnsOfTerms<Cell extends string>(
  datasetKey: Cell,
  release: string,
): Column<Cell>[] {
  return [
    {
      name: 'dataset_key',
      type: 'text',
      from: datasetKey,
      recurs: true,
      description: release,
    },
    {
      name: 'licence',
      type: 'text',
      from: datasetKey,
      made: term('licence')!,
      closing: true,
      notIn: TOLD_AT_THE_HEAD,
      description: 'On what terms the row may be used. Rows of one file may differ.',
    },
    {
      name: 'citation',
      type: 'text',
      from: datasetKey,
      made: term('citation')!,
      closing: true,
      notIn: TOLD_AT_THE_HEAD,
      description: 'How its provider asks to be cited.',
    },
    {
      name: 'as_of',
      type: 'instant',
      from: datasetKey,
      made: (_, { asOf }) => asOf,
      closing: true,
      notIn: TOLD_AT_THE_HEAD,
      description:
        'The moment the file stands at, UTC: only what had certainly been said by then counts. The same in each row.',
    },
    {
      name: 'selection',
      type: 'text',
      from: datasetKey,
      made: (_, { selection }) => selection,
      closing: true,
      notIn: TOLD_AT_THE_HEAD,
      description:
        'What was picked: how many of how many rows, by which filters. The same in each row.',
    },
  ];
}
