import type { Entry, EntryGroup } from '../entry.ts';
import { datasetKey, PROVIDER_KEY } from './keys.ts';
import type { Release } from './release.ts';

/** Whose rows an import of any release of GED writes and may overwrite. */
export const GED_SOURCE = 'ucdp:ged';

/** What became of a release's lines. */
export interface DatasetCounts {
  rowsRead: number;
  rowsKept: number;
  rowsFlagged: number;
  rowsRejected: number;
}

const METHOD =
  'Sundberg, Ralph, and Erik Melander (2013). Introducing the UCDP Georeferenced Event Dataset. Journal of Peace Research 50(4), 523–532.';
const CANDIDATE_METHOD =
  'Hegre, Håvard, Mihai Croicu, Kristine Eck, and Stina Högbladh (2020). Introducing the UCDP Candidate Events Dataset. Research & Politics 7(3).';

/** UCDP itself, and the release: what every other group of the file refers to. */
export function datasetGroup(release: Release): EntryGroup {
  return [
    {
      entity: 'actor',
      row: {
        key: PROVIDER_KEY,
        slug: 'ucdp',
        name: 'Uppsala Conflict Data Program',
        kind: 'DATASET_PROVIDER',
      },
    },
    datasetEntry(release),
  ];
}

/** Several releases tell of the same place, actor, conflict or dyad: the latest one's words hold. */
export function toldBy<Told extends Entry>(release: Release, entry: Told): Told {
  return entry.entity === 'place' ||
    entry.entity === 'actor' ||
    entry.entity === 'conflict' ||
    entry.entity === 'dyad'
    ? { ...entry, row: { ...entry.row, datasetKey: datasetKey(release.version) } }
    : entry;
}

function datasetEntry(release: Release): Extract<Entry, { entity: 'dataset' }> {
  const { version, candidate, released } = release;
  const citation = candidate ? `${METHOD} ${CANDIDATE_METHOD}` : METHOD;
  return {
    entity: 'dataset',
    row: {
      key: datasetKey(version),
      name: candidate ? 'UCDP Candidate Events Dataset' : 'UCDP Georeferenced Event Dataset',
      version,
      providerKey: PROVIDER_KEY,
      licence: 'CC BY 4.0',
      citation: `${citation} Version ${version}.`,
      url: 'https://ucdp.uu.se/downloads/',
      releasedEarliest: released.earliest,
      releasedLatest: released.latest,
      releasedPrecision: released.precision,
      releasedEdtf: released.edtf,
    },
  };
}
