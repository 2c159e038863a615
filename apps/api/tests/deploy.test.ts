import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '../../..');
const DEPLOY = join(ROOT, 'deploy');
const read = (...path: string[]) => readFileSync(join(DEPLOY, ...path), 'utf8');

/** Every variable that is read is in one of these, a test of the documentation sees to it. */
const DOCUMENTED = ['README.md', 'apps/api/README.md', 'apps/web/README.md', 'docs/self-hosting.md']
  .filter((path) => existsSync(join(ROOT, path)))
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n');
const variablesIn = (text: string) => new Set(text.match(/\b(?:CASUS_[A-Z_]+|DATABASE_URL)\b/g));

interface Service {
  read_only?: boolean;
  cap_drop?: string[];
  entrypoint?: string[];
  environment: Record<string, string>;
  healthcheck?: object;
  depends_on?: object;
}

describe('the container', () => {
  const containerfile = read('container/Containerfile');
  /** Instructions with their continued lines joined, comments left out. */
  const instructions = containerfile
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.trim());
  const last = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM')));

  test('runs as no root, owns nothing that it runs, and tells its health', () => {
    expect(last.filter((line) => line.startsWith('USER'))).toEqual(['USER 10001:10001']);
    expect(last.find((line) => line.startsWith('COPY'))).toContain('--chown=root:root');
    expect(last.some((line) => line.startsWith('HEALTHCHECK'))).toBe(true);
    // Exec form: signals come to the process itself.
    for (const word of ['ENTRYPOINT', 'CMD']) {
      const line = last.find((each) => each.startsWith(`${word} `))!;
      expect(JSON.parse(line.slice(word.length + 1))).toEqual(expect.any(Array));
    }
  });

  test('has the Node that the repository has, by its full version, and no tag that moves', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const images = instructions.filter((line) => line.startsWith('FROM'));
    const workspace = readFileSync(join(ROOT, 'pnpm-workspace.yaml'), 'utf8');
    const node = /^\s+node: ([\d.]+)$/m.exec(workspace)?.[1] ?? devDependencies.node;
    for (const image of images) expect(image).toContain(`/node:${node}-`);
  });

  test('starts files that there are, with variables that are documented', () => {
    const compose = read('container/compose.yaml');
    for (const [path] of `${containerfile}\n${compose}`.matchAll(/apps\/[\w./-]+\.ts/g)) {
      expect(existsSync(join(ROOT, path)), path).toBe(true);
    }
    for (const name of variablesIn(containerfile + compose)) expect(DOCUMENTED).toContain(name);
  });

  test('compose runs each of its services read only and without capabilities', () => {
    const { services, volumes } = parse(read('container/compose.yaml'), { merge: true }) as {
      services: Record<string, Service>;
      volumes: object;
    };
    expect(Object.keys(services)).toEqual(['database', 'api', 'site']);
    expect(Object.keys(volumes)).toEqual(['database', 'data']);
    for (const name of ['api', 'site']) {
      expect(services[name]).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
      expect(services[name]!.depends_on).toBeDefined();
    }
  });
});

describe('systemd units', () => {
  const units = readdirSync(join(DEPLOY, 'systemd')).filter((name) =>
    /\.(service|timer)$/.test(name),
  );
  const services = units.filter((name) => name.endsWith('.service'));
  const hasAnalyze = existsSync('/usr/bin/systemd-analyze');
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'casus-units-'));
    for (const name of units) {
      // Where it is not installed, the program that is started is this one.
      const here = read('systemd', name).replaceAll(
        '/opt/casus/node_modules/.bin/node',
        process.execPath,
      );
      await writeFile(join(folder, name), here);
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const analyze = (...words: string[]) =>
    execFileSync('/usr/bin/systemd-analyze', words, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  test('start files that there are, with variables that are documented', () => {
    expect(services.toSorted()).toEqual([
      'casus-api.service',
      'casus-backup.service',
      'casus-site.service',
    ]);
    for (const name of services) {
      const unit = read('systemd', name);
      for (const [path] of unit.matchAll(/apps\/[\w./-]+\.ts/g)) {
        expect(existsSync(join(ROOT, path)), path).toBe(true);
      }
      for (const variable of variablesIn(unit)) expect(DOCUMENTED).toContain(variable);
    }
  });

  test.skipIf(!hasAnalyze)('are units to systemd (skipped without systemd-analyze)', () => {
    // It says what it does not understand, and ends with an error.
    expect(analyze('verify', ...units.map((name) => join(folder, name)))).toBe('');
  });

  test.skipIf(!hasAnalyze).each(services)(
    '%s may do little beside its work (skipped without systemd-analyze)',
    (name) => {
      const told = analyze('security', '--offline=true', '--threshold=20', join(folder, name));
      expect(told).toMatch(/Overall exposure level for \S+: [01]\.\d/);
    },
  );
});
