import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PEERS } from './peers/all.ts';
import { SHAPES } from './shapes/all.ts';
import { Stop } from './stop.ts';

const ROOT = resolve(import.meta.dirname, '../..');

export const HELP = `Usage: pnpm bench [options]

  --ged <file>        UCDP GED, the file that is imported (default ../shared/data/ucdp/GEDEvent_v21_01_21_12.csv)
  --data <folder>     where the embedded server keeps its databases between runs (default bench/data)
  --times <n>         how often the file's events are repeated (default 25: 435,175 events)
  --only <names>      only these shapes and peers, by name, with commas
  --quick             short rounds, for development
  --seconds <n>       of a round (default 5)
  --rounds <n>        for each peer and shape (default 5)
  --connections <n>   at once (default 8)
  --profile <peer>    write a CPU profile of a peer to bench/results

BENCH_DATABASE_URL names a PostgreSQL server to use instead of the embedded one; its user must be a superuser.
Shapes: ${SHAPES.map(({ name }) => name).join(', ')}
Peers: ${PEERS.map(({ name }) => name).join(', ')}
`;

export interface Options {
  gedFile: string;
  dataFolder: string;
  times: number;
  rounds: number;
  seconds: number;
  warmUp: number;
  connections: number;
  isAsked: (kind: 'shape' | 'peer', name: string) => boolean;
  /** The flags for a peer's process. */
  profiled: (peer: string) => string[];
  /** Whether every shape and peer was measured, with rounds long enough to tell. */
  whole: boolean;
}

/** @throws Stop */
export function readOptions(words: readonly string[]): Options | 'help' {
  const { values } = parsed(words);
  if (values.help) return 'help';
  const only = values.only?.split(',') ?? [];
  const names = { shape: SHAPES.map(({ name }) => name), peer: PEERS.map(({ name }) => name) };
  for (const name of [...only, ...(values.profile ? [values.profile] : [])]) {
    if (![...names.shape, ...names.peer].includes(name)) {
      throw new Stop(`There is no shape or peer called ${name}.\n\n${HELP}`);
    }
  }
  return {
    // As the person who types it sees it, from wherever pnpm was started.
    gedFile: resolve(
      process.env['INIT_CWD'] ?? '',
      values.ged ?? resolve(ROOT, '../shared/data/ucdp/GEDEvent_v21_01_21_12.csv'),
    ),
    dataFolder: resolve(process.env['INIT_CWD'] ?? '', values.data ?? resolve(ROOT, 'bench/data')),
    times: count('times', values.times, 25),
    rounds: count('rounds', values.rounds, values.quick ? 2 : 5),
    seconds: count('seconds', values.seconds, values.quick ? 2 : 5),
    warmUp: values.quick ? 2 : 4,
    connections: count('connections', values.connections, 8),
    isAsked: (kind, name) => {
      const meant = only.filter((word) => names[kind].includes(word));
      return meant.length === 0 || meant.includes(name);
    },
    profiled: (peer) =>
      peer === values.profile
        ? ['--cpu-prof', `--cpu-prof-dir=${resolve(ROOT, 'bench/results')}`]
        : [],
    whole: only.length === 0 && !values.quick && !values.profile,
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: words.filter((word) => word !== '--'),
      options: {
        ged: { type: 'string' },
        data: { type: 'string' },
        times: { type: 'string' },
        only: { type: 'string' },
        quick: { type: 'boolean' },
        seconds: { type: 'string' },
        rounds: { type: 'string' },
        connections: { type: 'string' },
        profile: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Stop(`${(error as Error).message}\n\n${HELP}`);
  }
}

function count(option: string, text: string | undefined, fallback: number): number {
  const number = Number(text ?? fallback);
  if (!Number.isInteger(number) || number < 1) {
    throw new Stop(`--${option} is a whole number, 1 or more; it was ${text}.`);
  }
  return number;
}
