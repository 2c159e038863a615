import { keyInIssue } from '@casus/store/releases/issues';
import type { Entry, EntryGroup } from './entry.ts';
import type { Reader, Reading } from './reader.ts';
import type { Release } from './release.ts';

/** The lines of the first batch: whoever waits soon sees how far it is. */
const FIRST_LINES = 500;
/** Planning the statements of a batch takes as long as writing a hundred lines; more lines cost memory. */
const MOST_LINES = 2_000;

/** The provider and the release: what every other group of the file refers to. */
export function datasetGroup(
  { source: { series, provider, licence, url } }: Reader,
  { key, name, version, citation, released }: Release,
): EntryGroup {
  return [
    { entity: 'actor', row: { ...provider, kind: 'DATASET_PROVIDER' } },
    {
      entity: 'dataset',
      row: {
        key,
        series,
        name,
        version,
        providerKey: provider.key,
        licence,
        citation,
        url,
        releasedEarliest: released.earliest,
        releasedLatest: released.latest,
        releasedPrecision: released.precision,
        releasedEdtf: released.edtf,
      },
    },
  ];
}

export type Taken = Extract<Reading, { outcome: 'read' | 'shared' }>;

/** What the file holds, so much at a time; `onReading` is told all that was read. */
export async function* batchesOf(
  readings: AsyncIterable<Reading>,
  release: Release,
  issue: number,
  onReading: (reading: Reading) => void,
): AsyncGenerator<Taken[]> {
  let batch: Taken[] = [];
  let lines = FIRST_LINES;
  for await (const reading of readings) {
    onReading(reading);
    if (reading.outcome !== 'read' && reading.outcome !== 'shared') continue;
    batch.push(takenInto(reading, release, issue));
    if (batch.length === lines) {
      yield batch;
      batch = [];
      lines = Math.min(2 * lines, MOST_LINES);
    }
  }
  if (batch.length > 0) yield batch;
}

/** What was read as what an issue says; a line that stands for a claim stands for the issue's own. */
function takenInto(reading: Taken, release: Release, issue: number): Taken {
  const group = reading.group.map((entry) => ofIssue(entry, release, issue));
  if (reading.outcome === 'shared') return { ...reading, group };
  const isClaim = reading.group.some(
    ({ entity, row }) => entity === 'claim' && row.key === reading.subject,
  );
  return {
    ...reading,
    group,
    subject: isClaim ? keyInIssue(reading.subject, issue) : reading.subject,
  };
}

/** Several releases describe the same entity: the row says which one's words it has. */
function ofIssue<Given extends Entry>(entry: Given, { key }: Release, issue: number): Given {
  switch (entry.entity) {
    case 'place':
    case 'actor':
    case 'conflict':
    case 'dyad':
      return { ...entry, row: { ...entry.row, datasetKey: key } };
    case 'event':
      return { ...entry, row: { ...entry.row, datasetKey: key, issue } };
    case 'claim':
      return {
        ...entry,
        row: { ...entry.row, key: keyInIssue(entry.row.key, issue), releaseKey: key, issue },
      };
    default:
      return entry;
  }
}
