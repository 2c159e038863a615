import type { DatasetSource } from '../reader.ts';
import { PROVIDER_KEY } from '../ucdp-ged/keys.ts';

/** Whose all of UCDP's datasets are, and under which terms. */
export const UCDP: Omit<DatasetSource, 'series'> = {
  provider: { key: PROVIDER_KEY, slug: 'ucdp', name: 'Uppsala Conflict Data Program' },
  licence: 'CC BY 4.0',
  url: 'https://ucdp.uu.se/downloads/',
};
