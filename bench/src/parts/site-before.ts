import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Checkout } from '../checkout.ts';
import { load, median, medianOf, type Round } from '../load.ts';
import type { Options } from '../options.ts';
import { casus, casusOf } from '../peers/casus/peer.ts';
import { start, type Running } from '../running.ts';
import { recordVisits, type Asked, type Visit } from '../site/recording.ts';
import { visitsOf } from '../site/visits.ts';

const run = promisify(execFile);

/** The site's mix from an earlier checkout and from this one, each over a database of its own making. */
export interface SiteBefore {
  /** The earlier checkout's commit. */
  commit: string;
  /** Addresses that both sites have a page at. */
  visits: number;
  /** What the earlier site asks on those pages: the same documents and variables of both. */
  same: { before: Round; now: Round; questions: number };
  /** What is left out of them, because one of the two answers it with an error: operations, with whose error it is. */
  refused: string[];
  /** What each site asks itself, on the same pages. */
  own: { before: OwnMix; now: OwnMix };
  /** The same by kind of page, asked one question after the other; most visited first. */
  pages: PageKind[];
}

/** Pages under one root, such as `/events`. */
export interface PageKind {
  root: string;
  visits: number;
  before: PageTime;
  /** This checkout, asked what the earlier site asks. */
  same: PageTime;
  /** This checkout, asked what its own site asks. */
  now: PageTime;
}

/** Means of a visit. */
interface PageTime {
  questions: number;
  milliseconds: number;
}

interface OwnMix {
  round: Round;
  perVisit: number;
}

/**
 * Times what two sites ask on the same pages, side by side. The schema only grows, so that this checkout answers what the
 * earlier site asks; the other way round it need not.
 */
export async function measureSiteBefore(
  { before, now }: { before: string; now: string },
  checkout: Checkout,
  options: Options,
  onProgress: (line: string) => void,
): Promise<SiteBefore> {
  const running: Running[] = [];
  try {
    const earlier = await start(casusOf(checkout, 'Casus before'), before);
    running.push(earlier);
    const current = await start(casus, now);
    running.push(current);
    const paths = await visitsOf(now);
    const visitsBefore = await recordVisits(earlier.url, paths, { checkout, mayLack: true });
    const had = new Set(visitsBefore.map(({ path }) => path));
    const visitsNow = await recordVisits(
      current.url,
      paths.filter((path) => had.has(path)),
    );
    const asked = visitsBefore.flatMap((visit) => visit.asked);
    const refused = await refusedBy(running, asked);
    const same = bodiesOf(asked.filter((each) => !refused.has(bodyOf(each))));
    onProgress(
      `${visitsBefore.length} of ${paths.length} addresses have a page in both; ` +
        `${refused.size} of the questions of the earlier site are left out`,
    );
    const [sameBefore, sameNow, ownNow] = await alternate(
      [
        { server: earlier, bodies: same },
        { server: current, bodies: same },
        { server: current, bodies: bodiesOf(visitsNow.flatMap((visit) => visit.asked)) },
      ],
      options,
    );
    onProgress('by kind of page');
    const timed = await pageTimes(
      [
        { server: earlier, visits: visitsBefore, leftOut: refused },
        { server: current, visits: visitsBefore, leftOut: refused },
        { server: current, visits: visitsNow, leftOut: new Map() },
      ],
      options,
    );
    const { stdout } = await run('git', ['-C', checkout, 'rev-parse', '--short', 'HEAD']);
    return {
      commit: stdout.trim(),
      visits: visitsBefore.length,
      same: { before: sameBefore!, now: sameNow!, questions: same.length },
      refused: [...new Set(refused.values())].sort(),
      own: {
        before: { round: sameBefore!, perVisit: perVisit(visitsBefore) },
        now: { round: ownNow!, perVisit: perVisit(visitsNow) },
      },
      pages: rootsOf(visitsBefore).map(({ root, visits }) => ({
        root,
        visits,
        before: timed[0]!.get(root)!,
        same: timed[1]!.get(root)!,
        now: timed[2]!.get(root)!,
      })),
    };
  } finally {
    await Promise.all(running.map(({ close }) => close()));
  }
}

const perVisit = (visits: readonly Visit[]) =>
  visits.reduce((sum, { asked }) => sum + asked.length, 0) / visits.length;

const bodyOf = ({ document, variables }: Asked) => JSON.stringify({ query: document, variables });

const bodiesOf = (asked: readonly Asked[]) => asked.map(bodyOf);

/** The bodies that a server answers with errors, with their operations and the first error. */
async function refusedBy(
  servers: readonly Running[],
  asked: readonly Asked[],
): Promise<Map<string, string>> {
  const refused = new Map<string, string>();
  for (const each of asked) {
    const body = bodyOf(each);
    for (const server of servers) {
      const { ok, answer } = await post(server, body);
      const { errors } = JSON.parse(answer) as { errors?: { message: string }[] };
      if (!errors && ok) continue;
      const why = errors?.[0]?.message ?? answer;
      refused.set(body, `${each.operation} (${server.peer.title}: ${why})`);
      break;
    }
  }
  return refused;
}

async function alternate(
  asked: readonly { server: Running; bodies: readonly string[] }[],
  { rounds, seconds, warmUp, connections }: Options,
): Promise<Round[]> {
  const taken = asked.map((): Round[] => []);
  for (const { server, bodies } of asked) {
    await load(server, bodies, { connections, seconds: warmUp });
  }
  for (let round = 0; round < rounds; round++) {
    for (const [at, { server, bodies }] of asked.entries()) {
      taken[at]!.push(await load(server, bodies, { connections, seconds }));
    }
  }
  return taken.map(medianOf);
}

const rootOf = (path: string) => `/${path.split(/[/?]/)[1]}`;

function rootsOf(visits: readonly Visit[]): { root: string; visits: number }[] {
  return Object.entries(Object.groupBy(visits, ({ path }) => rootOf(path)))
    .map(([root, those]) => ({ root, visits: those!.length }))
    .sort((a, b) => b.visits - a.visits);
}

/** How long each series takes for the questions of a visit, by the root of its page. */
async function pageTimes(
  series: readonly {
    server: Running;
    visits: readonly Visit[];
    leftOut: ReadonlyMap<string, string>;
  }[],
  { rounds }: Options,
): Promise<Map<string, PageTime>[]> {
  const taken = series.map(() => new Map<string, number[]>());
  for (let round = 0; round < rounds; round++) {
    for (const [at, { server, visits, leftOut }] of series.entries()) {
      for (const { root } of rootsOf(visits)) {
        const bodies = bodiesOfPages(visits, root, leftOut);
        const began = performance.now();
        for (const body of bodies) await post(server, body);
        const times = taken[at]!.get(root) ?? [];
        taken[at]!.set(root, [...times, performance.now() - began]);
      }
    }
  }
  return series.map(
    ({ visits, leftOut }, at) =>
      new Map(
        rootsOf(visits).map(({ root, visits: count }) => [
          root,
          {
            questions: bodiesOfPages(visits, root, leftOut).length / count,
            milliseconds: median(taken[at]!.get(root)!) / count,
          },
        ]),
      ),
  );
}

const bodiesOfPages = (
  visits: readonly Visit[],
  root: string,
  leftOut: ReadonlyMap<string, string>,
) =>
  visits
    .filter(({ path }) => rootOf(path) === root)
    .flatMap(({ asked }) => bodiesOf(asked))
    .filter((body) => !leftOut.has(body));

async function post({ url }: Running, body: string): Promise<{ ok: boolean; answer: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return { ok: response.ok, answer: await response.text() };
}
