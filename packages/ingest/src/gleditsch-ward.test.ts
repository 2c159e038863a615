import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { worldRegions } from '@casus/store/rules/world-region';
import { parse } from 'csv-parse/sync';
import countries from 'i18n-iso-countries/index.js';
import { describe, expect, it } from 'vitest';
import { stateByNumber, stateNumbers } from './gleditsch-ward.ts';

const SHARED = join(import.meta.dirname, '../../../../shared/data/ucdp');

describe('stateByNumber', () => {
  it('gives a state its code of today', () => {
    expect(stateByNumber(703)).toEqual({
      key: 'iso:KG',
      name: 'Kyrgyzstan',
      alpha2: 'KG',
      alpha3: 'KGZ',
      numeric: '417',
      numbers: [703],
    });
  });

  it('gathers the numbers that one country has had', () => {
    expect(stateByNumber(345)).toEqual(stateByNumber(340));
    expect(stateByNumber(260)?.numbers).toEqual([255, 260]);
  });

  it('keys a state without a code by its number', () => {
    expect(stateByNumber(817)).toEqual({
      key: 'gw:817',
      name: 'South Vietnam',
      alpha2: null,
      alpha3: null,
      numeric: null,
      numbers: [817],
    });
  });

  it('knows two neighbours that are often taken for each other', () => {
    expect([484, 490, 625, 626].map((number) => stateByNumber(number)?.alpha2)).toEqual([
      'CG',
      'CD',
      'SD',
      'SS',
    ]);
  });

  it('has a name for every number, and no number that is not in the list', () => {
    expect(stateNumbers().filter((number) => !stateByNumber(number)?.name)).toEqual([]);
    expect(stateByNumber(999)).toBeUndefined();
  });
});

describe('regions of the world', () => {
  const regionOf = new Map(
    worldRegions().flatMap(([region, codes]) => codes.map((code) => [code, region] as const)),
  );

  it('have every country of ISO 3166-1, and Kosovo', () => {
    expect([...regionOf.keys()].sort()).toEqual(
      [...new Set([...Object.keys(countries.getAlpha2Codes()), 'XK'])].sort(),
    );
  });

  it('are the parts of the list by Gleditsch and Ward', () => {
    const parts = [
      [200, 'AMERICAS'],
      [400, 'EUROPE'],
      [630, 'AFRICA'],
      [700, 'MIDDLE_EAST'],
      [1000, 'ASIA'],
    ] as const;
    const elsewhere = stateNumbers().filter((number) => {
      const { alpha2 } = stateByNumber(number)!;
      const part = parts.find(([end]) => number < end)![1];
      return alpha2 !== null && regionOf.get(alpha2) !== part;
    });
    expect(elsewhere).toEqual([]);
  });

  it.skipIf(!existsSync(SHARED))(
    'are those of the GED file (skipped where ../shared/data is absent)',
    () => {
      const elsewhere = rowsOf('GEDEvent_v21_01_21_12.csv').filter(
        ({ country_id, region }) =>
          regionOf.get(stateByNumber(Number(country_id))!.alpha2!) !==
          region!.toUpperCase().replace(' ', '_'),
      );
      expect(elsewhere).toEqual([]);
    },
  );
});

/** UCDP's names that say something other than the state's name of today. */
const OTHER_NAMES: Record<number, string> = {
  2: 'United States',
  437: "Côte d'Ivoire",
  345: 'Serbia',
  572: 'Eswatini',
  346: 'Bosnia and Herzegovina',
};

describe.skipIf(!existsSync(SHARED))(
  'stateByNumber over the shared UCDP files (skipped where ../shared/data is absent)',
  () => {
    it('maps every country of the GED file to the name it bears there', () => {
      const countries = rowsOf('GEDEvent_v21_01_21_12.csv').map(
        ({ country_id, country }) => [Number(country_id), country!] as const,
      );
      expect(disagreeing(countries)).toEqual([]);
    });

    it('maps every location of the UCDP/PRIO file to the name it bears there', () => {
      const locations = rowsOf('ucdp-prio-acd-221.csv')
        .filter(({ gwno_loc }) => !gwno_loc!.includes(','))
        .map(({ gwno_loc, location }) => [Number(gwno_loc), location!] as const);
      expect(disagreeing(locations)).toEqual([]);
    });
  },
);

function rowsOf(file: string): Record<string, string>[] {
  return parse(readFileSync(join(SHARED, file)), { columns: true, bom: true });
}

/** UCDP adds a former name in brackets: “Myanmar (Burma)”. */
function disagreeing(pairs: readonly (readonly [number, string])[]): string[] {
  const distinct = new Map(pairs.map(([number, name]) => [`${number} ${name}`, { number, name }]));
  return [...distinct.values()]
    .filter(({ number, name }) => {
      const today = stateByNumber(number)?.name;
      return today === undefined || (OTHER_NAMES[number] ?? name.replace(/ \(.*/, '')) !== today;
    })
    .map(({ number, name }) => `${number} ${name}: ${stateByNumber(number)?.name}`);
}
