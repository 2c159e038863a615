import { isDeepStrictEqual } from 'node:util';
import { ask, plain, withoutCursors } from '../compare.ts';
import { diff } from '../diff.ts';
import { load, medianOf, type Round } from '../load.ts';
import type { Options } from '../options.ts';
import { casus } from '../peers/casus/peer.ts';
import { jsonAgg } from '../peers/json-agg/peer.ts';
import { NOT_BY_HAND } from '../peers/json-agg/site-statements.ts';
import { start, type Running } from '../running.ts';
import type { Shape, Variables } from '../shapes/shape.ts';
import { WORKED_QUESTIONS } from '../site/operations.ts';
import { recordVisits, type Visit } from '../site/recording.ts';
import { countStatements } from '../site/statement-counter.ts';
import { visitsOf } from '../site/visits.ts';
import { Stop } from '../stop.ts';

export interface OperationSpeed {
  operation: string;
  /** Of the requests that the visits make, 0 to 1; null for a worked question. */
  share: number | null;
  /** Statements that the database runs for one request. */
  statements: number;
  casus: Round;
  /** The same answers from one statement written by hand; null where there is none. */
  byHand: Round | null;
  /** Why there is none, where there is a reason. */
  notByHand: string | null;
}

export interface SiteSpeed {
  visits: number;
  /** All that the visits ask, in their order; null where it was not asked for. */
  mix: { round: Round; statements: number; perVisit: number } | null;
  operations: OperationSpeed[];
}

/** An operation with the variables that the visits gave it. */
interface Operation {
  shape: Shape;
  variables: Variables[];
  /** How many of the visits' requests it is. */
  requests: number | null;
}

/**
 * Times what the site's pages ask, recorded from the built site while pages are visited, and the worked
 * questions. Where a statement was written by hand, its answers are compared first.
 */
export async function measureSite(
  databaseUrl: string,
  options: Options,
  onProgress: (line: string) => void,
): Promise<SiteSpeed> {
  const running: Running[] = [];
  try {
    const server = await start(casus, databaseUrl, { nodeFlags: options.profiled('casus') });
    running.push(server);
    const hand = await start(jsonAgg, databaseUrl);
    running.push(hand);
    const visits = await recordVisits(server.url, await visitsOf(databaseUrl));
    const requests = visits.reduce((sum, { asked }) => sum + asked.length, 0);
    const all = operationsOf(visits);
    const asked = all.filter(({ shape }) => options.isAsked('operation', shape.name));
    onProgress(`${visits.length} visits asked ${requests} questions of ${all.length} operations`);
    for (const operation of asked) await compare(operation, server, hand);
    const statements = await statementsOf(databaseUrl, all);
    const operations: OperationSpeed[] = [];
    for (const operation of asked) {
      const { name } = operation.shape;
      const { own, byHand } = await time(operation, server, hand, options);
      operations.push({
        operation: name,
        share: operation.requests === null ? null : operation.requests / requests,
        statements: statements.get(name)!,
        casus: own,
        byHand,
        notByHand: NOT_BY_HAND[name] ?? null,
      });
      onProgress(
        `${name}: ${Math.round(own.requestsPerSecond)}/s, p95 ${own.p95.toFixed(1)} ms, ` +
          `${statements.get(name)!.toFixed(1)} statements` +
          (byHand ? `, by hand ${Math.round(byHand.requestsPerSecond)}/s` : ''),
      );
    }
    const isMixAsked = options.isAsked('operation', 'mix');
    const mix = isMixAsked ? await mixOf(visits, server, statements, options) : null;
    return { visits: visits.length, mix, operations };
  } finally {
    await Promise.all(running.map(({ close }) => close()));
  }
}

function operationsOf(visits: readonly Visit[]): Operation[] {
  const operations = new Map<string, Operation & { requests: number }>();
  for (const { operation, document, variables } of visits.flatMap(({ asked }) => asked)) {
    const known = operations.get(operation) ?? {
      shape: shapeOf(operation, document),
      variables: [],
      requests: 0,
    };
    operations.set(operation, known);
    known.requests += 1;
    if (!known.variables.some((each) => isDeepStrictEqual(each, variables))) {
      known.variables.push(variables);
    }
  }
  const worked = WORKED_QUESTIONS.map(({ name, query }) => ({
    shape: shapeOf(name, query),
    variables: [{}],
    requests: null,
  }));
  return [...[...operations.values()].sort((a, b) => b.requests - a.requests), ...worked];
}

const shapeOf = (name: string, document: string): Shape => ({
  name,
  title: name,
  document,
  variables: async () => [],
});

const bodiesOf = ({ shape, variables }: Operation, { peer }: Running): string[] | null => {
  const bodies = variables.map((each) => peer.ask(shape, each));
  return bodies.every((body) => body !== null) ? bodies : null;
};

/** @throws Stop where Casus answers with errors, or not as the statement written by hand */
async function compare(operation: Operation, server: Running, hand: Running): Promise<void> {
  const { shape, variables } = operation;
  const bodies = bodiesOf(operation, server)!;
  const byHand = bodiesOf(operation, hand);
  for (const [at, body] of bodies.entries()) {
    const answer = await ask(server, body, shape);
    if (!byHand) continue;
    const expected = plain(withoutCursors(answer));
    const given = plain(withoutCursors(await ask(hand, byHand[at]!, shape)));
    if (isDeepStrictEqual(given, expected)) continue;
    throw new Stop(
      `${shape.name}: the statement written by hand does not answer as Casus does ` +
        `(${JSON.stringify(variables[at])}).\n${diff(expected, given)}`,
    );
  }
}

/** Of how many statements an answer is made once its documents are known, by operation. */
async function statementsOf(
  databaseUrl: string,
  operations: readonly Operation[],
): Promise<Map<string, number>> {
  const counter = await countStatements(databaseUrl);
  const server = await start(casus, counter.databaseUrl, { pinned: false });
  try {
    const counts = new Map<string, number>();
    for (const operation of operations) {
      const bodies = bodiesOf(operation, server)!;
      for (const body of bodies) await ask(server, body, operation.shape);
      const before = counter.count();
      for (const body of bodies) await ask(server, body, operation.shape);
      counts.set(operation.shape.name, (counter.count() - before) / bodies.length);
    }
    return counts;
  } finally {
    await server.close();
    counter.close();
  }
}

async function time(
  operation: Operation,
  server: Running,
  hand: Running,
  { rounds, seconds, warmUp, connections }: Options,
): Promise<{ own: Round; byHand: Round | null }> {
  const asked = [server, hand].flatMap((each) => {
    const bodies = bodiesOf(operation, each);
    return bodies ? [{ each, bodies, taken: [] as Round[] }] : [];
  });
  for (const { each, bodies } of asked) await load(each, bodies, { connections, seconds: warmUp });
  for (let round = 0; round < rounds; round++) {
    for (const { each, bodies, taken } of asked) {
      taken.push(await load(each, bodies, { connections, seconds }));
    }
  }
  const [own, byHand] = asked.map(({ taken }) => medianOf(taken));
  return { own: own!, byHand: byHand ?? null };
}

async function mixOf(
  visits: readonly Visit[],
  server: Running,
  statements: ReadonlyMap<string, number>,
  { rounds, seconds, warmUp, connections }: Options,
): Promise<SiteSpeed['mix']> {
  const asked = visits.flatMap((visit) => visit.asked);
  const bodies = asked.map(({ document, variables }) =>
    JSON.stringify({ query: document, variables }),
  );
  await load(server, bodies, { connections, seconds: warmUp });
  const taken: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    taken.push(await load(server, bodies, { connections, seconds }));
  }
  const all = asked.reduce((sum, { operation }) => sum + statements.get(operation)!, 0);
  return {
    round: medianOf(taken),
    statements: all / asked.length,
    perVisit: asked.length / visits.length,
  };
}
