import { describe, expect, it } from 'vitest';
import { readRelease } from './release.ts';

describe('the version', () => {
  it.each([
    ['GEDEvent_v21_01_21_12.csv', '21.01.21.12', '2022-01'],
    ['GEDEvent_v25_01_25_03.csv', '25.01.25.03', '2025-04'],
    ['GEDEvent_v22_1.csv', '22.1', '2022'],
    ['ged221-csv.zip', '22.1', '2022'],
    ['ged172.csv', '17.2', '2017'],
    ['GEDEvent_v26_0_3.csv', '26.0.3', '2026-04'],
    ['GEDEvent_v23_0_12.csv', '23.0.12', '2024-01'],
  ])('of %s is %s, released %s', (name, version, edtf) => {
    const release = readRelease([name], {}, new Date('2026-12-01T00:00:00Z'));
    expect([release.version, release.released.edtf]).toEqual([version, edtf]);
  });

  it('is that of the file within a zip before that of the zip', () => {
    expect(readRelease(['GEDEvent_v22_1.csv', 'ged231-csv.zip']).version).toBe('22.1');
    expect(readRelease(['events.csv', 'ged231-csv.zip']).version).toBe('23.1');
  });

  it('may be given, in any spelling of it', () => {
    expect(readRelease(['events.csv'], { version: 'v22_1' }).version).toBe('22.1');
    expect(readRelease(['GEDEvent_v22_1.csv'], { version: '23.1' }).version).toBe('23.1');
  });

  it('is asked for where nothing tells it', () => {
    expect(() => readRelease(['ged-candidate-2021.csv'])).toThrow(
      'nothing tells which version of GED it is: add --version, e.g. --version 22.1',
    );
    expect(() => readRelease([], { version: 'latest' })).toThrow('“latest” is not a version');
  });
});

describe('the release date', () => {
  it('follows from the version, as far as UCDP keeps to its schedule', () => {
    expect(readRelease(['GEDEvent_v21_01_21_12.csv'])).toMatchInlineSnapshot(`
      {
        "bySchedule": true,
        "candidate": true,
        "released": {
          "earliest": "2022-01-01T00:00:00.000Z",
          "edtf": "2022-01",
          "latest": "2022-01-31T23:59:59.999Z",
          "precision": "MONTH",
        },
        "version": "21.01.21.12",
      }
    `);
  });

  it.each([
    ['its period is over', '2027-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', '2026'],
    ['its period goes on', '2026-11-22T17:00:00.000Z', '2026-01-01T00:00:00.000Z', '2026'],
    ['its period is ahead', '2025-11-22T17:00:00.000Z', '2025-11-22T17:00:00.000Z', '2025-11-22'],
  ])('is no later than the import where %s', (_, now, earliest, edtf) => {
    const { released } = readRelease(['GEDEvent_v26_1.csv'], {}, new Date(now));
    const latest = now < '2027' ? now : '2026-12-31T23:59:59.999Z';
    expect({ ...released, precision: null }).toEqual({ earliest, latest, edtf, precision: null });
  });

  it('is better given', () => {
    const { released, bySchedule } = readRelease(['GEDEvent_v22_1.csv'], {
      released: '2022-06-16',
    });
    expect({ ...released, bySchedule }).toEqual({
      earliest: '2022-06-16T00:00:00.000Z',
      latest: '2022-06-16T23:59:59.999Z',
      precision: 'DAY',
      edtf: '2022-06-16',
      bySchedule: false,
    });
  });

  it('must be given for a version that is none of UCDP’s', () => {
    expect(() => readRelease([], { version: '9.9.9' })).toThrow('the release date is unknown');
    expect(readRelease([], { version: '9.9.9', released: '2022' }).candidate).toBe(false);
  });

  it('must be a date', () => {
    expect(() => readRelease(['GEDEvent_v22_1.csv'], { released: 'June 2022' })).toThrow(
      '“June 2022” is not a release date',
    );
  });
});
