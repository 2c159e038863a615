import { describe, expect, it } from 'vitest';
import { LineUnreadable } from '../csv/cells.ts';
import type { Entry } from '../entry.ts';
import type { Row } from './columns.ts';
import { gedRelease, gedRow } from './fixture.ts';
import { readRow } from './row.ts';

const release = gedRelease(['GEDEvent_v22_1.csv']);

function read(cells: Partial<Row> = {}) {
  return readRow(gedRow(cells), release);
}

function entry<Name extends Entry['entity']>(entity: Name, cells?: Partial<Row>) {
  const found = read(cells).group.filter((one) => one.entity === entity);
  return found as Extract<Entry, { entity: Name }>[];
}

describe('an event between two states', () => {
  it('keeps what the row says', () => {
    expect(read().event).toMatchInlineSnapshot(`
      {
        "entity": "event",
        "externalIds": [
          {
            "scheme": "UCDP_EVENT",
            "value": "1001",
          },
        ],
        "participants": [
          {
            "actorKey": "ucdp:actor:132",
            "role": "SIDE_A",
          },
          {
            "actorKey": "ucdp:actor:131",
            "role": "SIDE_B",
          },
        ],
        "row": {
          "clarity": 1,
          "conflictKey": "ucdp:conflict:13324",
          "countryKey": "iso:KG",
          "deathsBest": 3,
          "deathsCivilians": 2,
          "deathsHigh": 4,
          "deathsLow": 3,
          "deathsSideA": 1,
          "deathsSideB": 0,
          "deathsUnknown": 0,
          "dyadKey": "ucdp:dyad:14236",
          "earliest": "2021-04-29T00:00:00.000Z",
          "edtf": "2021-04-29",
          "key": "ucdp:ged:1001",
          "kind": "ORGANIZED_VIOLENCE",
          "latest": "2021-04-29T23:59:59.999Z",
          "latitude": 40.10635,
          "locationDescription": "Maksat",
          "locationPrecision": "EXACT",
          "longitude": 69.64127,
          "name": "Government of Kyrgyzstan – Government of Tajikistan, Maksat village",
          "placeKey": "ucdp:place:703/Batken oblast/Leilek rayon/Maksat village",
          "precision": "DAY",
          "qualityFlags": [],
          "reviewStatus": "Clear",
          "sourceCount": 2,
          "violence": "STATE_BASED",
        },
      }
    `);
  });

  it('has UCDP’s claim, whose chain begins with who told it', () => {
    expect(entry('claim')).toMatchInlineSnapshot(`
      [
        {
          "attribution": [
            {
              "actorKey": "ucdp:source:703/border guards of the south",
              "position": 1,
              "role": "CLAIMANT",
            },
            {
              "actorKey": "ucdp:office:daily courier",
              "position": 2,
              "reportKey": "ucdp:report:01dbc0adc13ba972",
              "role": "PUBLISHER",
            },
            {
              "actorKey": "ucdp:provider",
              "position": 3,
              "role": "ADJUDICATOR",
            },
          ],
          "entity": "claim",
          "row": {
            "assertedEarliest": "2022-01-01T00:00:00.000Z",
            "assertedEdtf": "2022",
            "assertedLatest": "2022-12-31T23:59:59.999Z",
            "assertedPrecision": "YEAR",
            "best": 3,
            "claimantKey": "ucdp:provider",
            "conflictKey": "ucdp:conflict:13324",
            "high": 4,
            "key": "ucdp:ged:1001/deaths@22.1",
            "kind": "FIGURE",
            "low": 3,
            "metric": "DEATHS",
            "parts": [
              {
                "best": 1,
                "partyKey": "ucdp:actor:132",
                "population": "COMBATANTS",
                "side": "A",
              },
              {
                "best": 2,
                "partyKey": null,
                "population": "CIVILIANS",
              },
            ],
            "population": "ALL",
            "quantifier": "EXACT",
            "rank": "NORMAL",
            "stance": "ASSERTS",
            "subjectEventKey": "ucdp:ged:1001",
            "summary": "3 deaths by UCDP's best estimate (low 3, high 4).",
          },
        },
      ]
    `);
  });

  it('comes with its conflict and dyad', () => {
    expect([...entry('conflict'), ...entry('dyad')]).toMatchInlineSnapshot(`
      [
        {
          "entity": "conflict",
          "externalIds": [
            {
              "scheme": "UCDP_CONFLICT",
              "value": "13324",
            },
          ],
          "row": {
            "key": "ucdp:conflict:13324",
            "kind": "INTERSTATE",
            "name": "Kyrgyzstan - Tajikistan",
            "violence": "STATE_BASED",
          },
        },
        {
          "entity": "dyad",
          "externalIds": [
            {
              "scheme": "UCDP_DYAD",
              "value": "14236",
            },
          ],
          "row": {
            "conflictKey": "ucdp:conflict:13324",
            "key": "ucdp:dyad:14236",
            "name": "Government of Kyrgyzstan - Government of Tajikistan",
            "sideAKey": "ucdp:actor:132",
            "sideBKey": "ucdp:actor:131",
          },
        },
      ]
    `);
  });

  it('comes with the actors it names, the sources and offices among them', () => {
    expect(entry('actor').map(({ row }) => [row.key, row.name, row.kind, row.countryKey]))
      .toMatchInlineSnapshot(`
        [
          [
            "ucdp:actor:132",
            "Government of Kyrgyzstan",
            "GOVERNMENT",
            "iso:KG",
          ],
          [
            "ucdp:actor:131",
            "Government of Tajikistan",
            "GOVERNMENT",
            "iso:TJ",
          ],
          [
            "ucdp:source:703/border guards of the south",
            "border guards of the south",
            "UNCLASSIFIED",
            "iso:KG",
          ],
          [
            "ucdp:office:daily courier",
            "Daily Courier",
            "MEDIA",
            undefined,
          ],
        ]
      `);
  });

  it('comes with the reports it cites', () => {
    expect(entry('report')).toMatchInlineSnapshot(`
      [
        {
          "entity": "report",
          "row": {
            "key": "ucdp:report:01dbc0adc13ba972",
            "publishedEarliest": "2021-05-01T00:00:00.000Z",
            "publishedEdtf": "2021-05-01",
            "publishedLatest": "2021-05-01T23:59:59.999Z",
            "publishedPrecision": "DAY",
            "publisherKey": "ucdp:office:daily courier",
            "title": "Shots at the border, again",
            "url": null,
          },
        },
      ]
    `);
  });
});

describe('one-sided violence', () => {
  const cells = {
    type_of_violence: '3',
    conflict_name: 'Front of the South - Civilians',
    dyad_name: 'Front of the South - Civilians',
    side_a: 'Front of the South',
    side_b_new_id: '1',
    side_b: 'Civilians',
    gwnoa: '',
    gwnob: '',
    deaths_a: '0',
    deaths_b: '1',
    deaths_civilians: '0',
    best: '1',
    low: '1',
    high: '1',
  };

  it('has a perpetrator and a target', () => {
    const { event } = read(cells);
    expect(event.row).toMatchObject({
      name: 'Front of the South – civilians, Maksat village',
      kind: 'ATTACK_ON_CIVILIANS',
      violence: 'ONE_SIDED',
    });
    expect(event.participants?.map(({ role }) => role)).toEqual(['PERPETRATOR', 'TARGET']);
    expect(entry('actor', cells).map(({ row }) => row.kind)).toEqual([
      'ARMED_GROUP',
      'CIVILIANS',
      'UNCLASSIFIED',
      'MEDIA',
    ]);
    expect(entry('conflict', cells)[0]?.row).toMatchObject({ kind: 'ONE_SIDED' });
  });

  it('counts the dead of its second side as civilians', () => {
    expect(entry('claim', cells)[0]?.row).toMatchObject({
      parts: [{ population: 'CIVILIANS', partyKey: 'ucdp:actor:1', best: 1 }],
      summary: "1 death by UCDP's best estimate (low 1, high 1).",
    });
  });
});

describe('a conflict within a state', () => {
  it.each([
    ['Southland: Government', 'GOVERNMENT', undefined],
    ['Southland: Eastmark', 'TERRITORY', 'Eastmark'],
    ['Southland: Government/Eastmark', 'TERRITORY_AND_GOVERNMENT', 'Eastmark'],
  ])('%s is over what its name says', (conflict_name, incompatibility, incompatibilityOver) => {
    const [conflict] = entry('conflict', { conflict_name, side_b: 'Eastmark Army', gwnob: '' });
    expect(conflict?.row).toMatchObject({ kind: null, violence: 'STATE_BASED' });
    expect(conflict?.row.incompatibility).toBe(incompatibility);
    expect(conflict?.row.incompatibilityOver).toBe(incompatibilityOver);
  });
});

it('says that UCDP has not settled whose an event is', () => {
  const cells = {
    conflict_name: 'XXX475',
    dyad_name: 'XXX475 - XXX475',
    side_a_new_id: '3714',
    side_a: 'XXX475',
    side_b_new_id: '3714',
    side_b: 'XXX475',
    gwnoa: '',
    gwnob: '',
  };
  const named = [...entry('conflict', cells), ...entry('dyad', cells), ...entry('event', cells)];
  expect(named.map(({ row }) => row.name)).toEqual([
    'Violence in Nigeria not yet assigned to a conflict',
    'Unidentified parties in Nigeria',
    'Unidentified parties, Maksat village',
  ]);
  expect(entry('conflict', cells)[0]?.row.violence).toBeUndefined();
  expect(entry('actor', cells)[0]?.row).toMatchObject({
    name: 'Unidentified party in Nigeria',
    kind: 'UNCLASSIFIED',
  });
  expect(entry('actor', cells)[0]?.alsoNames).toMatchObject([{ name: 'XXX475', language: 'und' }]);
});

it('knows a government without a number by its name', () => {
  const [government] = entry('actor', { side_a: 'Government of A, Government of B', gwnoa: '' });
  expect(government?.row).toMatchObject({ kind: 'GOVERNMENT', countryKey: null });
});

it('reads a row of the releases that have less', () => {
  const { event } = read({
    number_of_sources: '-1',
    code_status: '',
    event_clarity: '',
    source_office: '',
    source_original: '',
    source_article: 'R 2/1 1989;Yearbook of the south',
  });
  expect(event.row).toMatchObject({ sourceCount: null, reviewStatus: null, clarity: null });
  expect(event.row.qualityFlags).toEqual([]);
});

it('chains an event whose source columns are empty to UCDP alone', () => {
  const cells = { source_office: '', source_original: '', source_article: '' };
  expect(entry('claim', cells)[0]?.attribution).toEqual([
    { position: 1, role: 'ADJUDICATOR', actorKey: 'ucdp:provider' },
  ]);
});

it('gives a publisher’s address to the report when that is all UCDP gives', () => {
  const [report] = entry('report', { source_article: '"https://example.org/,2021-05-01,Shots"' });
  expect(report?.row.url).toBe('https://example.org/');
});

it('gives a report cited by title alone a publisher that is not named', () => {
  const cells = { source_article: 'Yearbook of the south', source_original: '' };
  expect(entry('claim', cells)[0]?.attribution[0]).toMatchObject({
    role: 'PUBLISHER',
    actorKey: 'ucdp:office:unnamed',
  });
  expect(entry('report', cells)[0]?.row.publisherKey).toBeNull();
});

it.each([
  [{ id: 'x' }, 'id is “x”, not a whole number'],
  [{ id: '0' }, "id is 0, not an event's number"],
  [
    { date_start: '0025-05-14', date_end: '0025-05-14' },
    'date_start 0025-05-14 is before 1946-01-01',
  ],
  [{ date_end: '2021-04-01' }, 'date_end 2021-04-01 is before date_start 2021-04-29'],
  [{ side_a: '' }, 'side_a is empty'],
])('rejects %o with the reason', (cells, reason) => {
  expect(() => read(cells)).toThrow(new LineUnreadable(reason));
});
