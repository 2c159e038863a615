import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PEERS } from './peers/all.ts';
import { SHAPES } from './shapes/all.ts';
import { SITE_OPERATIONS, WORKED_QUESTIONS } from './site/operations.ts';
import type { Checkout } from './checkout.ts';
import { Stop } from './stop.ts';

const ROOT = resolve(import.meta.dirname, '../..');

const PARTS = ['peers', 'site', 'download', 'import', 'beside', 'growth', 'reliability', 'workers'];

/** `mix` is what all visits ask, together. */
const OPERATIONS = ['mix', ...SITE_OPERATIONS, ...WORKED_QUESTIONS.map(({ name }) => name)];

/** 253 times the file: 4.4 million events. */
const LARGE = 253;

export const HELP = `Usage: pnpm bench [part…] [options]

Parts: peers (Casus and the others), site (what its pages and the worked questions ask), download, import
(on both engines against a bare copy, and its memory), beside (a page's answers while an import runs), growth (pages as the record grows), reliability (cheap requests beside the dearest ones, on both engines), workers (a filtered page from one process and from several); all of
them unless named.

  --ged <file>        UCDP GED, the file that is imported (default ../shared/data/ucdp/GEDEvent_v21_01_21_12.csv)
  --data <folder>     where the embedded server keeps its databases between runs (default bench/data)
  --times <n>         how often the file's events are repeated (default 25: 435,175 events)
  --large             growth up to 4.4 million events, imports up to 383 thousand rows; takes an hour and 20 GB
  --only <names>      only these shapes, peers and operations of the site, by name, with commas
  --before <folder>   with the part site: the same pages of an earlier checkout beside it, installed and built
  --quick             short rounds, for development
  --seconds <n>       of a round (default 5)
  --rounds <n>        for each peer and shape (default 5)
  --connections <n>   at once (default 8)
  --minutes <n>       how long the dearest requests are asked for reliability (default 1; --quick: a quarter)
  --profile <peer>    write a CPU profile of a peer to bench/results

BENCH_DATABASE_URL names a PostgreSQL server to use instead of the embedded one; its user must be a superuser.
Shapes: ${SHAPES.map(({ name }) => name).join(', ')}
Peers: ${PEERS.map(({ name }) => name).join(', ')}
Operations: ${OPERATIONS.join(', ')}
`;

export interface Options {
  gedFile: string;
  dataFolder: string;
  times: number;
  isLarge: boolean;
  /** How often the events are repeated in the databases of the growth, smallest first. */
  sizes: number[];
  rounds: number;
  seconds: number;
  warmUp: number;
  connections: number;
  /** How long the dearest requests go on, seconds. */
  siege: number;
  isAsked: (kind: 'part' | 'shape' | 'peer' | 'operation', name: string) => boolean;
  /** An earlier checkout, whose site is timed beside this one's. */
  before: Checkout | null;
  /** The flags for a peer's process. */
  profiled: (peer: string) => string[];
  /** Whether every part, shape and peer was measured, with rounds long enough to tell. */
  whole: boolean;
}

/** @throws Stop */
export function readOptions(words: readonly string[]): Options | 'help' {
  const { values, positionals } = parsed(words);
  if (values.help) return 'help';
  const only = values.only?.split(',') ?? [];
  const names = {
    part: PARTS,
    shape: SHAPES.map(({ name }) => name),
    peer: PEERS.map(({ name }) => name),
    operation: OPERATIONS,
  };
  expectNames('part', positionals, names.part);
  expectNames('shape, peer or operation', only, [
    ...names.shape,
    ...names.peer,
    ...names.operation,
  ]);
  if (values.profile) expectNames('peer', [values.profile], names.peer);
  const times = count('times', values.times, 25);
  return {
    // As the person who types it sees it, from wherever pnpm was started.
    gedFile: resolve(
      process.env['INIT_CWD'] ?? '',
      values.ged ?? resolve(ROOT, '../shared/data/ucdp/GEDEvent_v21_01_21_12.csv'),
    ),
    dataFolder: resolve(process.env['INIT_CWD'] ?? '', values.data ?? resolve(ROOT, 'bench/data')),
    times,
    isLarge: values.large ?? false,
    sizes: [...new Set([1, times, ...(values.large ? [LARGE] : [])])].sort((a, b) => a - b),
    rounds: count('rounds', values.rounds, values.quick ? 2 : 5),
    seconds: count('seconds', values.seconds, values.quick ? 2 : 5),
    warmUp: values.quick ? 2 : 4,
    connections: count('connections', values.connections, 8),
    siege: values.quick ? 15 : 60 * count('minutes', values.minutes, 1),
    isAsked: (kind, name) => {
      const meant = [...only, ...positionals].filter((word) => names[kind].includes(word));
      return meant.length === 0 || meant.includes(name);
    },
    before: values.before ? resolve(process.env['INIT_CWD'] ?? '', values.before) : null,
    profiled: (peer) =>
      peer === values.profile
        ? ['--cpu-prof', `--cpu-prof-dir=${resolve(ROOT, 'bench/results')}`]
        : [],
    whole: only.length === 0 && positionals.length === 0 && !values.quick && !values.profile,
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: words.filter((word) => word !== '--'),
      allowPositionals: true,
      options: {
        ged: { type: 'string' },
        data: { type: 'string' },
        times: { type: 'string' },
        large: { type: 'boolean' },
        only: { type: 'string' },
        before: { type: 'string' },
        quick: { type: 'boolean' },
        seconds: { type: 'string' },
        rounds: { type: 'string' },
        connections: { type: 'string' },
        minutes: { type: 'string' },
        profile: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Stop(`${(error as Error).message}\n\n${HELP}`);
  }
}

function expectNames(kind: string, given: readonly string[], known: readonly string[]): void {
  const unknown = given.find((name) => !known.includes(name));
  if (unknown) throw new Stop(`There is no ${kind} called ${unknown}.\n\n${HELP}`);
}

function count(option: string, text: string | undefined, fallback: number): number {
  const number = Number(text ?? fallback);
  if (!Number.isInteger(number) || number < 1) {
    throw new Stop(`--${option} is a whole number, 1 or more; it was ${text}.`);
  }
  return number;
}
