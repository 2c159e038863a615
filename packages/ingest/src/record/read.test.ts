import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FileRefused } from '../reader.ts';
import { readRecord } from './read.ts';
import { RecordInvalid } from './record-invalid.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-record-'));
});
afterEach(() => rm(folder, { recursive: true }));

const ACTORS = `actors:
  - { id: north, name: North, kind: GOVERNMENT, ids: { UCDP_ACTOR: 1 } }
  - { id: south, name: South, kind: GOVERNMENT, ids: { UCDP_ACTOR: 2 } }
  - { id: gazette, name: The Gazette, kind: MEDIA }
places:
  - { id: northland, name: Northland, kind: COUNTRY, ids: { ISO_3166_1_ALPHA_2: NL } }
`;
const CONFLICT = `conflict:
  id: n-s
  slug: north-south
  name: North – South
  kind: INTERSTATE
  summary: Two made-up states.
  ids: { UCDP_CONFLICT: 7 }
  parties: [{ side: A, actor: north }, { side: B, actor: south }]
events:
  - { id: clash, name: Clash, kind: ARMED_CLASH, time: 2022-09-16 }
reports:
  - { id: page, title: A page, publisher: gazette, published: 2022-09-17 }
`;
const CLAIM = `  - id: dead
    kind: FIGURE
    about: { event: clash }
    metric: DEATHS
    quantity: 17
    summary: 17 people died.
    asserted: 2022-09-16
    chain:
      - { claimant: north }
      - { publisher: gazette, report: page, paragraph: 1 }
`;

async function read(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return readRecord(folder);
}

/** What is said of a record whose claims file is `claims`, the rest of it being sound. */
async function complaint(claims: string, more: Record<string, string> = {}): Promise<string> {
  const files = { 'actors.yaml': ACTORS, 'north-south/conflict.yaml': CONFLICT };
  const error = await read({ ...files, 'north-south/claims.yaml': claims, ...more }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(RecordInvalid);
  return (error as RecordInvalid).message;
}

const claims = (...entries: string[]) => `claims:\n${entries.join('')}`;

test('a sound record becomes entries under natural keys', async () => {
  const entries = await read({
    'actors.yaml': ACTORS,
    'north-south/conflict.yaml': CONFLICT,
    'north-south/claims.yaml': claims(CLAIM),
  });
  expect(entries.map(({ entity, row }) => [entity, row.key, 'slug' in row ? row.slug : null]))
    .toMatchInlineSnapshot(`
      [
        [
          "actor",
          "ucdp:actor:1",
          "north",
        ],
        [
          "actor",
          "ucdp:actor:2",
          "south",
        ],
        [
          "actor",
          "record:actor/gazette",
          "gazette",
        ],
        [
          "place",
          "iso:NL",
          "northland",
        ],
        [
          "claim",
          "record:n-s/dead",
          "n-s-dead",
        ],
        [
          "conflict",
          "ucdp:conflict:7",
          "north-south",
        ],
        [
          "event",
          "record:n-s/clash",
          "n-s-clash",
        ],
        [
          "report",
          "record:n-s/page",
          "n-s-page",
        ],
      ]
    `);
  expect(entries.find(({ entity }) => entity === 'claim')).toMatchInlineSnapshot(`
    {
      "attribution": [
        {
          "actorKey": "ucdp:actor:1",
          "locator": null,
          "paragraph": null,
          "position": 1,
          "reportKey": null,
          "role": "CLAIMANT",
        },
        {
          "actorKey": "record:actor/gazette",
          "locator": null,
          "paragraph": 1,
          "position": 2,
          "reportKey": "record:n-s/page",
          "role": "PUBLISHER",
        },
      ],
      "entity": "claim",
      "row": {
        "answersKey": null,
        "assertedEarliest": "2022-09-16T00:00:00.000Z",
        "assertedEdtf": "2022-09-16",
        "assertedLatest": "2022-09-16T23:59:59.999Z",
        "assertedPrecision": "DAY",
        "assertedZone": null,
        "best": 17,
        "claimantKey": "ucdp:actor:1",
        "conflictKey": "ucdp:conflict:7",
        "high": 17,
        "informationCredibility": null,
        "key": "record:n-s/dead",
        "kind": "FIGURE",
        "low": 17,
        "measure": null,
        "metric": "DEATHS",
        "parts": [],
        "partyKey": null,
        "periodEarliest": null,
        "periodEdtf": null,
        "periodLatest": null,
        "periodPrecision": null,
        "periodZone": null,
        "placeKey": null,
        "population": "ALL",
        "quantifier": "EXACT",
        "rank": "NORMAL",
        "rankReason": null,
        "releaseKey": null,
        "slug": "n-s-dead",
        "sourceReliability": null,
        "stance": "ASSERTS",
        "subjectAgreementKey": null,
        "subjectConflictKey": null,
        "subjectEventKey": "record:n-s/clash",
        "subjectPlaceKey": null,
        "summary": "17 people died.",
        "summaryTranslations": {},
        "supersedesKey": null,
        "withdrawnAt": null,
      },
    }
  `);
});

test('what holds both ways is stored at both ends', async () => {
  const bordering = ACTORS.replace(
    'ids: { UCDP_ACTOR: 1 } }',
    'ids: { UCDP_ACTOR: 1 }, relations: [{ kind: BORDERS, actor: south }] }',
  );
  const entries = await read({ 'actors.yaml': bordering, 'north-south/conflict.yaml': CONFLICT });
  const relations = entries.flatMap((entry) =>
    entry.entity === 'actor' ? (entry.relations ?? []).map((r) => [entry.row.key, r.otherKey]) : [],
  );
  expect(relations).toEqual([
    ['ucdp:actor:1', 'ucdp:actor:2'],
    ['ucdp:actor:2', 'ucdp:actor:1'],
  ]);
});

describe('what is not well-formed is refused by line', () => {
  test.each([
    ['a bracket left open', 'claims:\n  - { id: dead, kind: FIGURE\n'],
    ['a tab', 'claims:\n  - id: dead\n\tkind: FIGURE\n'],
    ['a field given twice', 'claims:\n  - id: dead\n    kind: FIGURE\n    kind: DENIAL\n'],
    ['a colon in the text', 'claims:\n  - id: dead\n    summary: Dead: seventeen.\n'],
    ['a list where fields belong', '- id: dead\n'],
    ['an empty file', ''],
    ['an unknown section', 'claim:\n  - id: dead\n'],
    ['a section that is no list', 'claims:\n  dead: 17\n'],
  ])('%s', async (_, text) => {
    expect(await complaint(text)).toMatchSnapshot();
  });
});

describe('what does not fit is refused by line and field', () => {
  test.each([
    ['an unknown field', CLAIM.replace('metric', 'metrik')],
    ['a word that is not one', CLAIM.replace('DEATHS', 'DETHS')],
    ['a missing field', CLAIM.replace('    summary: 17 people died.\n', '')],
    ['an empty field', CLAIM.replace('17 people died.', '""')],
    ['an id with a capital', CLAIM.replace('id: dead', 'id: Dead')],
    ['a bad date', CLAIM.replace('asserted: 2022-09-16', 'asserted: 2022-09-31')],
    ['a time with an unknown field', CLAIM.replace('asserted: 2022-09-16', 'asserted: { day: 1 }')],
    ['a figure without a number', CLAIM.replace('    quantity: 17\n', '')],
    ['a number in words', CLAIM.replace('quantity: 17', 'quantity: seventeen')],
    ['a number said twice', CLAIM.replace('17\n', '{ about: 17, low: 10 }\n')],
    ['a number where none belongs', CLAIM.replace('FIGURE', 'DENIAL')],
    ['two subjects', CLAIM.replace('event: clash', 'event: clash, conflict: n-s')],
    ['no subject', CLAIM.replace('event: clash', '')],
    ['a step with two roles', CLAIM.replace('claimant: north', 'claimant: north, relay: south')],
    ['a chain that begins late', CLAIM.replace('claimant: north', 'relay: north')],
    ['a chain that goes on', `${CLAIM}      - { relay: south }\n`],
    ['a paragraph of nothing', CLAIM.replace('report: page, ', '')],
    ['a rank without a reason', `${CLAIM}    rank: PREFERRED\n`],
    ['a claim withdrawn before it was made', `${CLAIM}    withdrawn: 2022-09-15T00:00Z\n`],
  ])('%s', async (_, claim) => {
    expect(await complaint(claims(claim))).toMatchSnapshot();
  });
});

describe('what refers to nothing, or to the wrong thing, is refused', () => {
  const later = CLAIM.replace('id: dead', 'id: dead-later').replace('2022-09-16', '2022-09-18');
  test.each([
    ['an unknown event', claims(CLAIM.replace('event: clash', 'event: clesh'))],
    ['an unknown actor', claims(CLAIM.replace('claimant: north', 'claimant: west'))],
    ['an unknown report', claims(CLAIM.replace('report: page', 'report: leaf'))],
    ['an answer to nothing', claims(`${CLAIM}    answers: silence\n`)],
    ['a claim of an unknown folder', claims(`${CLAIM}    supersedes: e-w/dead\n`)],
    ['an id taken twice', claims(CLAIM, CLAIM)],
    ['an id taken by another kind', claims(CLAIM.replace('id: dead', 'id: clash'))],
    ['an earlier claim that supersedes', claims(`${CLAIM}    supersedes: dead-later\n`, later)],
    [
      'a claim that supersedes another figure',
      claims(CLAIM, `${later.replace('DEATHS', 'FLED')}    supersedes: dead\n`),
    ],
    [
      'a report of another publisher',
      claims(CLAIM.replace('publisher: gazette', 'publisher: south')),
    ],
    ['low above high', claims(CLAIM.replace('quantity: 17', 'quantity: { low: 9, high: 3 }'))],
  ])('%s', async (_, text) => {
    expect(await complaint(text)).toMatchSnapshot();
  });

  test('a folder without a conflict', async () => {
    expect(
      await complaint(claims(CLAIM), { 'east-west/events.yaml': 'events: []\n' }),
    ).toMatchSnapshot();
  });

  test('a violation that rests on a claim of another kind', async () => {
    const agreement = `agreements:
  - id: truce
    name: Truce
    kind: CEASEFIRE
    parties: [north, south]
    declarations: [{ party: gazette, claim: dead }]
`;
    expect(
      await complaint(claims(CLAIM), { 'north-south/truce.yaml': agreement }),
    ).toMatchSnapshot();
    const breached = agreement.replace(
      'declarations: [{ party: gazette, claim: dead }]',
      'violations: [{ accuser: north, accused: south, claim: dead }]',
    );
    expect(
      await complaint(claims(CLAIM), { 'north-south/truce.yaml': breached }),
    ).toMatchSnapshot();
  });
});

test('every address that does not lead to the web is told with its file, line and field', async () => {
  const more = {
    'datasets.yaml': `datasets:
  - id: data
    key: record:data@2022
    series: record:data
    name: Data
    version: "2022"
    provider: gazette
    released: 2022-09-17
    licence: CC BY
    citation: Gazette (2022)
    url: "java\\nscript:alert(1)"
`,
    'north-south/reports.yaml': `sources:
  - { name: A list, licence: CC BY, url: "file:///etc/passwd" }
reports:
  - { id: good, title: Good, publisher: gazette, url: "HTTPS://example.org/a" }
  - id: run
    title: Run
    publisher: gazette
    url: JavaScript:alert(1)
  - { id: shown, title: Shown, publisher: gazette, url: "data:text/html,x" }
`,
  };
  expect(await complaint(claims(CLAIM), more)).toMatchInlineSnapshot(`
    "datasets.yaml:11:5 datasets[0].url: "java\\nscript:alert(1)" is not an address of the web: write https://… or http://…
    north-south/reports.yaml:2:37 sources[0].url: "file:///etc/passwd" is not an address of the web: write https://… or http://…
    north-south/reports.yaml:8:5 reports[1].url: "JavaScript:alert(1)" is not an address of the web: write https://… or http://…
    north-south/reports.yaml:9:52 reports[2].url: "data:text/html,x" is not an address of the web: write https://… or http://…"
  `);
});

test('every problem is told at once, in the order of files and lines', async () => {
  const text = claims(
    CLAIM.replace('DEATHS', 'DETHS').replace('claimant: north', 'claimant: west'),
    CLAIM.replace('id: dead', 'id: fled').replace('claimant: north', 'claimant: west'),
  );
  const actors = ACTORS.replace('kind: MEDIA', 'kind: PAPER');
  expect(await complaint(text, { 'actors.yaml': actors })).toMatchSnapshot();
});

test('a file that does not parse is not blamed on what refers to it', async () => {
  const message = await complaint(claims(CLAIM), { 'actors.yaml': `${ACTORS}  - { id: open\n` });
  expect(message).not.toContain('there is no actor');
});

test('a folder without a record is refused', async () => {
  await expect(readRecord(folder)).rejects.toThrow(FileRefused);
  await expect(readRecord(join(folder, 'nowhere'))).rejects.toThrow('is not a folder');
});
