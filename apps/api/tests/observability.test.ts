import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createWorkerMetrics } from '../src/workers/worker-metrics.ts';
import { startApi, type RunningApi } from './api.ts';

const FOLDER = join(import.meta.dirname, '../../../deploy/observability');
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

interface Rules {
  groups: { rules: { alert: string; expr: string; annotations: Record<string, string> }[] }[];
}
interface Board {
  panels: { title: string; gridPos: object; targets: { expr: string }[] }[];
  templating: { list: { query: string | { query: string } }[] };
}

const RULES = (parse(read('prometheus-rules.yaml')) as Rules).groups.flatMap(({ rules }) => rules);
const BOARD = JSON.parse(read('grafana-casus.json')) as Board;

/** By name, the labels that it has. */
let served: Map<string, Set<string>>;
let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await api.ask('{ nothing }');
  const { registry } = createWorkerMetrics(() => 2);
  const all = [(await api.app.inject('/metrics')).body, await registry.metrics()].join('\n');
  served = new Map([...all.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => [name!, new Set()]));
  for (const [, name, labels] of all.matchAll(/^(\w+)\{(.*)\} \S+$/gm)) {
    const of = served.get(baseOf(name!)) ?? served.get(name!);
    for (const [, label] of labels!.matchAll(/(\w+)="/g)) of?.add(label!);
  }
});
afterAll(() => api.close());

const baseOf = (name: string) => name.replace(/_(bucket|sum|count)$/, '');

/** The metrics that an expression is about, each with the labels that it is chosen by. */
function metricsIn(expression: string): { name: string; labels: string[] }[] {
  return [...expression.matchAll(/\b((?:casus|nodejs|process)_\w+|up\b)(?:\{([^}]*)\})?/g)].map(
    ([, name, chosen = '']) => ({
      name: name!,
      labels: [...chosen.matchAll(/(\w+)\s*(?:=~|!=|!~|=)/g)].map(([, label]) => label!),
    }),
  );
}

/** Given by Prometheus itself to whatever it reads. */
const OF_PROMETHEUS = new Set(['job', 'instance']);
/** Of replicas, of which the tests' API has none. */
const OF_REPLICAS = /^casus_replica_/;

const EXPRESSIONS = [
  ...RULES.map(({ alert, expr }) => [alert, expr] as const),
  ...BOARD.panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => [title, expr] as const),
  ),
  ...BOARD.templating.list.flatMap(({ query }) =>
    typeof query === 'string' ? [] : [['a variable of the board', query.query] as const],
  ),
];

test.each(EXPRESSIONS)('%s names metrics and labels that are served: %s', (_of, expression) => {
  const named = metricsIn(expression);
  expect(named.length).toBeGreaterThan(0);
  for (const { name, labels } of named) {
    if (name === 'up') continue;
    const has = served.get(name) ?? served.get(baseOf(name));
    expect(has, name).toBeDefined();
    if (OF_REPLICAS.test(name)) continue;
    for (const label of labels) {
      expect(OF_PROMETHEUS.has(label) || has!.has(label), `${name}{${label}}`).toBe(true);
    }
  }
});

test('every metric of this service is looked at, and every alert says what to do', () => {
  const looked = new Set(
    EXPRESSIONS.flatMap(([, text]) => metricsIn(text)).map(({ name }) => name),
  );
  const own = [...served.keys()].filter((name) => name.startsWith('casus_'));
  const isLookedAt = (name: string) =>
    [name, `${name}_bucket`, `${name}_count`].some((each) => looked.has(each));
  // Under way is in the board as a variable; what kept an operation from the database is for developers.
  const forDevelopers = ['casus_graphql_not_pushed_down_total'];
  expect(own.filter((name) => !isLookedAt(name))).toEqual(forDevelopers);
  for (const { annotations } of RULES) {
    expect(annotations).toEqual({ summary: expect.any(String), description: expect.any(String) });
  }
});

test.skipIf(!existsSync('/usr/bin/promtool'))(
  'promtool takes the rules and the configuration (skipped without Debian’s prometheus)',
  () => {
    const check = (...words: string[]) =>
      execFileSync('/usr/bin/promtool', ['check', ...words], { cwd: FOLDER, encoding: 'utf8' });
    expect(check('rules', 'prometheus-rules.yaml')).toContain(`${RULES.length} rules found`);
    expect(check('config', '--syntax-only', 'prometheus.yml')).toContain('SUCCESS');
  },
);
