import type { z } from 'zod';
import type { Entry } from '../entry.ts';
import { address, id, naturalKey, reference, strict, text, time } from './fields.ts';
import type { References } from './references.ts';

export const datasetSchema = strict({
  id,
  key: naturalKey,
  /** The key of the dataset that this is a release of. */
  series: naturalKey,
  name: text,
  version: text,
  provider: reference,
  licence: text,
  citation: text,
  url: address.optional(),
  released: time,
});

export function datasetEntry(
  dataset: z.output<typeof datasetSchema>,
  references: References,
): Entry {
  const { series, name, version, licence, citation, released } = dataset;
  return {
    entity: 'dataset',
    row: {
      key: references.own,
      series,
      name,
      version,
      providerKey: references.key('actor', dataset.provider, 'provider'),
      licence,
      citation,
      url: dataset.url ?? null,
      releasedEarliest: released.earliest,
      releasedLatest: released.latest,
      releasedPrecision: released.precision,
      releasedEdtf: released.edtf,
    },
  };
}
