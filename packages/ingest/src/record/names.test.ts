import { expect, test } from 'vitest';
import { namesOf } from './names.ts';
import type { RecordProblem } from './record-invalid.ts';
import { parseSource, type SourceFile } from './source-file.ts';

const SOURCES = `sources:
  - { id: gazette, name: The Gazette of names }
`;

function read(names: string) {
  const problems: RecordProblem[] = [];
  const file = parseSource('names.yaml', SOURCES + names) as SourceFile;
  return {
    names: namesOf(file, problems),
    said: problems.map(({ line, field, message }) => `${line} ${field}: ${message}`),
  };
}

test('each name has its language and its source', () => {
  const { names, said } = read(`names:
  - actor: ucdp:actor:1
    names:
      - { source: gazette, en: [Northmen, Men of the north], ar: الشماليون }
  - place: iso:NL
    names: [{ source: gazette, fr: Terre du Nord }]
`);
  expect(said).toEqual([]);
  expect(names).toMatchInlineSnapshot(`
    [
      {
        "entity": "ACTOR",
        "entityKey": "ucdp:actor:1",
        "language": "en",
        "name": "Northmen",
        "position": 0,
        "source": "The Gazette of names",
      },
      {
        "entity": "ACTOR",
        "entityKey": "ucdp:actor:1",
        "language": "en",
        "name": "Men of the north",
        "position": 1,
        "source": "The Gazette of names",
      },
      {
        "entity": "ACTOR",
        "entityKey": "ucdp:actor:1",
        "language": "ar",
        "name": "الشماليون",
        "position": 2,
        "source": "The Gazette of names",
      },
      {
        "entity": "PLACE",
        "entityKey": "iso:NL",
        "language": "fr",
        "name": "Terre du Nord",
        "position": 0,
        "source": "The Gazette of names",
      },
    ]
  `);
});

test('what is wrong is told by line and field', () => {
  const entries = `names:
  - names: [{ source: gazette, en: Of nobody }]
  - { actor: ucdp:actor:1, place: iso:NL, names: [{ source: gazette, en: Of two }] }
  - { actor: north, names: [{ source: gazette, en: By slug }] }
  - { actor: ucdp:actor:2, names: [{ source: gazette }] }
  - { actor: ucdp:actor:3, names: [{ source: gazette, de: Unlisted, en: Known }] }
`;
  expect(read(entries).said).toMatchInlineSnapshot(`
    [
      "4 names[0]: says of what these are the names: give one of conflict, actor and place, by natural key",
      "5 names[1]: says of what these are the names: give one of conflict, actor and place, by natural key",
      "6 names[2].actor: “north” is not a natural key: begin it with record:, ucdp: or iso:",
      "7 names[3].names[0]: has no name: add one under en, ru, ar, fr, es",
      "8 names[4].names[0].de: there is no such field here: use one of source, en, ru, ar, fr, es",
    ]
  `);
});

test('names that are given twice, and sources that are not told, are faults', () => {
  const entries = `names:
  - { actor: ucdp:actor:1, names: [{ source: hearsay, en: Northmen }] }
  - { actor: ucdp:actor:2, names: [{ source: gazette, en: [Southmen, Southmen] }] }
  - { actor: ucdp:actor:1, names: [{ source: gazette, en: Northerners }] }
`;
  expect(read(entries).said).toMatchInlineSnapshot(`
    [
      "4 names[0].names[0].source: “hearsay” is not among the sources above: add it there",
      "5 names[1].names[0].en: “Southmen” is given twice in this language: keep one of them",
      "6 names[2].actor: ucdp:actor:1 has names above: put these with them",
    ]
  `);
});
