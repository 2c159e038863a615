import type { ReleasePolicy } from '../release.ts';

/** What tells one of UCDP's yearly datasets from the others. */
export interface Yearly {
  /** Year and number in the name of a file: `ucdp-actor-221.csv`. */
  file: RegExp;
  name: string;
  /** The first year of which it speaks; null for one that is not of years. */
  covers: number | null;
}

/** UCDP's datasets that come once a year: `22.1` speaks of all years up to 2021. */
export function yearlyReleases({ file, name, covers }: Yearly): ReleasePolicy {
  return {
    example: '22.1',
    form: 'numbers and a dot, like 22.1',
    versionIn: (fileName) => {
      const [, year, number] = file.exec(fileName) ?? [];
      return year === undefined ? null : `${year}.${number}`;
    },
    readVersion: (text) => {
      const version = text.trim().replace(/^v/i, '').replaceAll('_', '.');
      return /^\d{2}\.\d+$/.test(version) ? version : null;
    },
    schedule: (version) => {
      const year = 2000 + Number(version.split('.')[0]);
      return {
        released: String(year),
        coverage: covers
          ? { from: `${covers}-01-01`, to: `${year - 1}-12-31`, complete: true }
          : null,
      };
    },
    describe: (version) => ({
      name,
      citation: `Uppsala Conflict Data Program: ${name}, version ${version}. https://ucdp.uu.se/downloads/`,
    }),
  };
}
