import type { Entry } from '../entry.ts';
import { countryByAlpha3 } from '../iso-countries.ts';
import { LineUnreadable } from '../csv/cells.ts';
import type { DatasetSource } from '../reader.ts';

/** The curated record has IDMC as a claimant under the same key. */
export const PROVIDER_KEY = 'record:actor/idmc';

/** Whose both datasets are, and under which terms. */
export const IDMC: Omit<DatasetSource, 'series'> = {
  provider: { key: PROVIDER_KEY, slug: 'idmc', name: 'Internal Displacement Monitoring Centre' },
  licence: 'CC BY-IGO 3.0',
  url: 'https://www.internal-displacement.org/database/displacement-data/',
};

/** What `leftOut` says of displacement by floods, storms and the like. */
export const DISASTERS = 'of disasters, which are no armed conflict';

/** The code that IDMC has for what ISO has none for. */
const ABYEI = 'AB9';

/** @throws LineUnreadable for a code that no country has */
export function countryOf(iso3: string): Extract<Entry, { entity: 'place' }> {
  const country = countryByAlpha3(iso3);
  if (country) return country;
  if (iso3 !== ABYEI) throw new LineUnreadable(`iso3 is “${iso3}”, which is no country's code`);
  return { entity: 'place', row: { key: `idmc:place:${iso3}`, name: 'Abyei Area', kind: 'AREA' } };
}
