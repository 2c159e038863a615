import { startApi, type RunningApi } from '../../../apps/api/tests/api.ts';
import { buildSchema } from 'graphql';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentsIn, documentsOf } from '../src/doctor/documents.ts';
import { examine } from '../src/doctor/examine.ts';

const ROOT = join(import.meta.dirname, '../../..');
const CLI = join(import.meta.dirname, '../src/doctor/cli.ts');
const SOUND = 'query Slugs { conflicts { nodes { slug } } }';

let api: RunningApi;
let url: string;
let folder: string;
beforeAll(async () => {
  api = await startApi();
  url = `${await api.app.listen({ port: 0, host: 'localhost' })}/graphql`;
  folder = await mkdtemp(join(tmpdir(), 'casus-doctor-'));
  await writeFile(join(folder, 'sound.graphql'), SOUND);
  await writeFile(
    join(folder, 'page.tsx'),
    'export const Q = gql`\n  query Wrong {\n    conflicts { nodes { ...Row nothing } }\n  }\n  ${ROW}\n`;\n' +
      'const ROW = graphql(`fragment Row on Conflict { slug }`);\n',
  );
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const doctor = (...given: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [CLI, ...given], { cwd: folder }, (_, out, err) =>
      resolve({ code: child.exitCode!, out, err }),
    );
  });

describe('the command', () => {
  test('tells by file, line and operation what would be refused, here and by the server', async () => {
    const { code, out } = await doctor('doctor', '--url', url, '--json', '.');
    expect(code).toBe(1);
    const broken = [
      {
        file: 'page.tsx',
        line: 3,
        in: 'Wrong',
        message: 'Cannot query field "nothing" on type "Conflict".',
      },
    ];
    const [shipped, served] = JSON.parse(out);
    expect(shipped).toMatchObject({ operations: 2, broken, deprecated: [] });
    expect(served).toEqual({ ...shipped, contract: url });
  });

  test('is content with what is sound', async () => {
    const { code, out } = await doctor('doctor', '--url', url, 'sound.graphql');
    expect(code).toBe(0);
    expect(out.match(/1 operations: 0 broken, 0 deprecated\./g)).toHaveLength(2);
  });

  test.each([
    [[], 2, 'casus-client doctor [--url URL]'],
    [['--help'], 0, 'Ends with'],
    [['cure'], 2, 'There is no command cure; there is doctor.'],
    [['doctor'], 2, 'Name files or folders'],
    [['doctor', 'nowhere'], 2, "no such file or directory, stat 'nowhere'"],
    [['doctor', '--quick'], 2, '--quick'],
    [['doctor', '--url', 'http://localhost:1/graphql', 'sound.graphql'], 3, 'does not answer'],
  ])('%j ends with %i: %s', async (given, expected, words) => {
    const { code, out, err } = await doctor(...given);
    expect(code).toBe(expected);
    expect(out + err).toContain(words);
    expect(err).not.toContain('    at ');
  });

  test('tells an address that is no endpoint from a server that is away', async () => {
    const { code, err } = await doctor(
      'doctor',
      '--url',
      url.replace('graphql', 'health'),
      'sound.graphql',
    );
    expect([code, err]).toEqual([3, expect.stringContaining('which ends in /graphql')]);
  });
});

test('what is deprecated is told with its reason and its last day', () => {
  const schema = buildSchema(
    'type Query { old: Int @deprecated(reason: "Use kept. Until 2027-06-01.") kept: Int }',
  );
  const examined = examine(schema, [{ text: 'query Q { old kept }', file: 'a', line: 5 }]);
  expect(examined).toEqual({
    operations: 1,
    broken: [],
    deprecated: [
      {
        file: 'a',
        line: 5,
        in: 'Q',
        message: 'The field Query.old is deprecated. Use kept. Until 2027-06-01.',
      },
    ],
  });
});

test('directives that clients take out before they send are none of the server’s', () => {
  const schema = buildSchema('type Query { kept: Int }');
  const text = 'fragment F on Query @inline { kept @required(action: LOG) } { kept @nothing }';
  const { broken } = examine(schema, [{ text, file: 'a', line: 1 }]);
  expect(broken.map(({ message }) => message)).toEqual(['Unknown directive "@nothing".']);
});

test('what cannot be parsed is broken, and the others are still examined', () => {
  const schema = buildSchema('type Query { kept: Int }');
  const { broken } = examine(schema, [
    { text: '\nquery {', file: 'a', line: 1 },
    { text: '{ gone }', file: 'b', line: 9 },
  ]);
  expect(broken.map(({ file, line }) => [file, line])).toEqual([
    ['a', 2],
    ['b', 9],
  ]);
});

test.each([
  ['a.md', 'See:\n\n```graphql\n{ a }\n```\n', [[4, '{ a }\n']]],
  ['a.py', 'Q = """\nquery A { a }\n"""\nD = """About."""', [[2, 'query A { a }\n']]],
  ['a.js', 'const a = /* GraphQL */ `{ a }`, b = `{ b }`;', [[1, '{ a }']]],
  ['a.gql', '{ a }', [[1, '{ a }']]],
  ['a.ts', 'const help = `Ask https://casus.example/graphql`; const b = `{ c }`;', []],
])('GraphQL is found in %s', (file, content, expected) => {
  expect(documentsOf(file, content).map(({ line, text }) => [line, text])).toEqual(expected);
});

/** What the project itself publishes for others to copy, ask or install. */
const PUBLISHED = [
  'docs',
  'examples',
  'README.md',
  'packages/client/src/documents',
  'packages/mcp/src',
  'apps/api/src/playground/worked-questions',
].map((path) => join(ROOT, path));

describe('every document that the project publishes', async () => {
  const contract = await readFile(join(ROOT, 'packages/schema/schema.graphql'), 'utf8');
  const published = await documentsIn(PUBLISHED);

  test('is answered by today’s contract, without what is deprecated', () => {
    const { operations, broken, deprecated } = examine(buildSchema(contract), published);
    expect(operations).toBeGreaterThan(20);
    expect({ broken, deprecated }).toEqual({ broken: [], deprecated: [] });
  });

  test('is named where a change of the contract would break it', () => {
    const without = contract.replace(/^ {2}contested: /m, '  disputed: ');
    const { broken } = examine(buildSchema(without), published);
    const names = new Set(broken.map(({ file, in: name }) => `${file.slice(ROOT.length)} ${name}`));
    expect(names).toContain('/packages/client/src/documents/fragments.graphql FigureFacts');
    expect(names).toContain('/examples/static-page/index.html Evacuated');
    expect(names).toContain('/examples/notebook/index.html Figures');
    expect(names).toContain('/packages/mcp/src/questions/figures.ts McpFigures');
    expect(names).toContain(
      '/apps/api/src/playground/worked-questions/01-who-says-how-many-died.graphql WhoSaysHowManyDied',
    );
  });
});
