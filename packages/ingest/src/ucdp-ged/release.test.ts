import { describe, expect, it } from 'vitest';
import { gedRelease } from './fixture.ts';

describe('the version', () => {
  it.each([
    ['GEDEvent_v21_01_21_12.csv', '21.01.21.12', '2022-01'],
    ['GEDEvent_v25_01_25_03.csv', '25.01.25.03', '2025-04'],
    ['GEDEvent_v22_1.csv', '22.1', '2022'],
    ['ged221-csv.zip', '22.1', '2022'],
    ['ged172.csv', '17.2', '2017'],
    ['GEDEvent_v26_0_3.csv', '26.0.3', '2026-04'],
    ['GEDEvent_v23_0_12.csv', '23.0.12', '2024-01'],
    ['2026-08 GEDEvent_v26_0_7 (1).csv', '26.0.7', '2026-08'],
    ['series_3_GEDEvent_v26_0_7_reissued.csv', '26.0.7', '2026-08'],
  ])('of %s is %s, released %s', (name, version, edtf) => {
    const release = gedRelease([name], {}, new Date('2026-12-01T00:00:00Z'));
    expect([release.version, release.released.edtf]).toEqual([version, edtf]);
  });

  it('is that of the file within a zip before that of the zip', () => {
    expect(gedRelease(['GEDEvent_v22_1.csv', 'ged231-csv.zip']).version).toBe('22.1');
    expect(gedRelease(['events.csv', 'ged231-csv.zip']).version).toBe('23.1');
  });

  it('may be given, in any spelling of it', () => {
    expect(gedRelease(['events.csv'], { version: 'v22_1' }).version).toBe('22.1');
    expect(gedRelease(['GEDEvent_v22_1.csv'], { version: '23.1' }).version).toBe('23.1');
  });

  it('is asked for where nothing tells it', () => {
    expect(() => gedRelease(['ged-candidate-2021.csv'])).toThrow(
      'nothing tells which version of UCDP GED it is: add --version, e.g. --version 22.1',
    );
    expect(() => gedRelease([], { version: 'latest' })).toThrow('“latest” is not a version');
  });
});

describe('the release date', () => {
  it('follows from the version, as far as UCDP keeps to its schedule', () => {
    expect(gedRelease(['GEDEvent_v21_01_21_12.csv'])).toMatchInlineSnapshot(`
      {
        "bySchedule": true,
        "citation": "Sundberg, Ralph, and Erik Melander (2013). Introducing the UCDP Georeferenced Event Dataset. Journal of Peace Research 50(4), 523–532. Hegre, Håvard, Mihai Croicu, Kristine Eck, and Stina Högbladh (2020). Introducing the UCDP Candidate Events Dataset. Research & Politics 7(3). Version 21.01.21.12.",
        "coverage": {
          "complete": true,
          "from": "2021-01-01",
          "to": "2021-12-31",
        },
        "isFirstSeen": false,
        "key": "ucdp:ged@21.01.21.12",
        "name": "UCDP Candidate Events Dataset",
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
    const { released } = gedRelease(['GEDEvent_v26_1.csv'], {}, new Date(now));
    const latest = now < '2027' ? now : '2026-12-31T23:59:59.999Z';
    expect({ ...released, precision: null }).toEqual({ earliest, latest, edtf, precision: null });
  });

  it('is better given', () => {
    const { released, bySchedule } = gedRelease(['GEDEvent_v22_1.csv'], {
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
    expect(() => gedRelease([], { version: '9.9.9' })).toThrow('the release date is unknown');
    expect(gedRelease([], { version: '9.9.9', released: '2022' })).toMatchObject({
      name: 'UCDP Georeferenced Event Dataset',
      coverage: null,
    });
  });

  it('must have come, wherever it is today', () => {
    const now = new Date('2026-11-20T13:00:00.000Z');
    const given = (released: string) => gedRelease(['GEDEvent_v22_1.csv'], { released }, now);
    expect(given('2026-11-21').released.edtf).toBe('2026-11-21');
    for (const ahead of ['2026-11-22', '2026-12', '2027']) {
      expect(() => given(ahead)).toThrow(
        `“${ahead}” has not come yet, and the file is here: give the date on which it came out`,
      );
    }
  });

  it('must be a date', () => {
    expect(() => gedRelease(['GEDEvent_v22_1.csv'], { released: 'June 2022' })).toThrow(
      '“June 2022” is not a release date',
    );
  });
});

describe('the days of which a release speaks', () => {
  it.each([
    ['25.1', '1989-01-01', '2024-12-31', true],
    ['21.01.21.12', '2021-01-01', '2021-12-31', true],
    ['26.01.26.06', '2026-01-01', '2026-06-30', true],
    ['24.0.2', '2024-02-01', '2024-02-29', false],
  ])('of %s are %s to %s, complete: %s', (version, from, to, complete) => {
    expect(gedRelease([], { version }).coverage).toEqual({ from, to, complete });
  });
});
