import { availableParallelism } from 'node:os';
import { Pool } from 'pg';
import { load, medianOf, type Round } from '../load.ts';
import type { Options } from '../options.ts';
import { casus } from '../peers/casus/peer.ts';
import type { Peer } from '../peers/peer.ts';
import { start, type Running } from '../running.ts';
import { pageFiltered } from '../shapes/page-filtered.ts';

export interface WorkersSpeed {
  workers: number;
  round: Round;
}

/**
 * Requests a second from one process, and from as many as there are processors, twice as many where there are but two: of
 * the whole machine, on which the database and who asks are, too. Each takes a round after the other, so that what
 * else the machine does meets all.
 */
export async function measureWorkers(
  databaseUrl: string,
  { rounds, seconds, connections, warmUp }: Options,
  onProgress: (line: string) => void,
): Promise<WorkersSpeed[]> {
  const most = Math.max(4, availableParallelism());
  const numbers = [1, 2, 4, 8, 16, 32].filter((number) => number <= most);
  const database = new Pool({ connectionString: databaseUrl });
  const variables = await pageFiltered.variables(database).finally(() => database.end());
  const bodies = variables.map((each) =>
    JSON.stringify({ query: pageFiltered.document, variables: each }),
  );
  const running: Running[] = [];
  try {
    for (const workers of numbers) {
      running.push(await start(served(workers), databaseUrl, { pinned: false }));
      await load(running.at(-1)!, bodies, { connections, seconds: warmUp });
    }
    const taken: Round[][] = numbers.map(() => []);
    for (let round = 0; round < rounds; round += 1) {
      for (const [at, of] of running.entries()) {
        taken[at]!.push(await load(of, bodies, { connections, seconds }));
      }
    }
    return numbers.map((workers, at) => {
      const round = medianOf(taken[at]!);
      onProgress(`${workers} workers: ${Math.round(round.requestsPerSecond)} requests/s`);
      return { workers, round };
    });
  } finally {
    for (const each of running) await each.close();
  }
}

function served(workers: number): Peer {
  return {
    ...casus,
    title: `Casus with ${workers} workers`,
    command: (where) => {
      const command = casus.command(where);
      return {
        ...command,
        args: [...command.args, '--workers', String(workers)],
        env: { ...command.env, CASUS_POOL_SIZE: '5' },
      };
    },
  };
}
