import { openStore, type Store } from '@casus/store/open';
import type { FastifyInstance } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  startStandby,
  type PostgresServer,
  type Standby,
} from '../../../../packages/store/tests/postgres-server.ts';
import { startPostgresRecord } from '../postgres-record.ts';
import { randomFrom } from '../../../../packages/store/tests/random.ts';
import { readConfig } from '../../src/config.ts';
import { createServer } from '../../src/server.ts';
import type { Violation } from './checker.ts';
import { startClients } from './clients.ts';

export interface HistoryOptions {
  seed: number;
  /** Answered reads and acknowledged writes, after which it ends. */
  operations: number;
  /** Kills, pauses and a promotion, beside delays. */
  faults: boolean;
  /** A fault of clients: they say that they ask from a position, and do not. */
  plant?: 'nobody asks from a position';
}

export interface Outcome {
  reads: number;
  writes: number;
  /** Without an answer, or without knowing whether it was written. */
  failed: number;
  faults: Record<string, number>;
  violations: Violation[];
}

/** A primary, two standbys, and two processes of the API over them. */
export interface Installation {
  primary: PostgresServer;
  standbys: [Standby, Standby];
  stores: Store[];
  urls: string[];
  stop(): Promise<void>;
}

export async function startInstallation(): Promise<Installation> {
  const primary = await startPostgresRecord();
  const databaseUrl = `${primary.url}postgres`;
  const standbys: [Standby, Standby] = [await startStandby(primary), await startStandby(primary)];
  const stores: Store[] = [];
  const apps: FastifyInstance[] = [];
  const urls: string[] = [];
  for (let process = 0; process < 2; process += 1) {
    const config = readConfig({
      CASUS_LOG_LEVEL: 'silent',
      CASUS_RATE_LIMIT: '0',
      DATABASE_URL: databaseUrl,
      CASUS_REPLICA_URLS: standbys.map(({ url }) => `${url}postgres`).join(','),
    });
    const store = await openStore({ ...config, statementTimeout: config.limits.timeout });
    const app = await createServer(store, config);
    urls.push(`${await app.listen({ port: 0, host: 'localhost' })}/graphql`);
    stores.push(store);
    apps.push(app);
  }
  return {
    primary,
    standbys,
    stores,
    urls,
    stop: async () => {
      for (const app of apps) await app.close();
      for (const store of stores) await store.close();
      for (const standby of standbys) await standby.stop();
      await primary.stop();
    },
  };
}

/**
 * Many clients read and two write while databases are late, stand still, are killed and promoted; what each was told is
 * recorded and looked through.
 */
export async function recordHistory(
  installation: Installation,
  { seed, operations, faults, plant }: HistoryOptions,
): Promise<Outcome> {
  const random = randomFrom(seed);
  const clients = await startClients({
    writer: installation.stores[0]!,
    urls: installation.urls,
    random,
    plant,
  });
  const { history } = clients;
  let isOver = false;
  const counted: Record<string, number> = {};
  const breaking = breakOn(installation, random, faults, counted, () => ({
    isOver,
    part: history.length / operations,
  }));
  while (history.length < operations) await sleep(20);
  isOver = true;
  await breaking;
  const violations = await clients.stop();
  return {
    reads: history.filter((each) => each.is === 'read').length,
    writes: history.filter((each) => each.is === 'write').length,
    failed: clients.failed(),
    faults: counted,
    violations,
  };
}

/** Delays, pauses and kills, by the seed; at nine tenths of the history a standby is promoted. */
async function breakOn(
  { primary, standbys }: Installation,
  random: () => number,
  faults: boolean,
  counted: Record<string, number>,
  state: () => { isOver: boolean; part: number },
): Promise<void> {
  const count = (fault: string) => (counted[fault] = (counted[fault] ?? 0) + 1);
  let promoted: Standby | null = null;
  while (!state().isOver) {
    const standby = standbys[Math.floor(random() * 2)]!;
    const choice = random();
    if (standby === promoted || !faults || choice < 0.6) {
      if (standby !== promoted) {
        const delay = ['0', '30ms', '400ms'][Math.floor(random() * 3)]!;
        await standby.set('recovery_min_apply_delay', delay);
        count('delay');
      }
    } else if (choice < 0.8) {
      await standby.pause();
      await sleep(100 + random() * 2_000);
      await standby.resume();
      count('pause');
    } else if (choice < 0.93) {
      await standby.kill();
      await sleep(random() * 500);
      await standby.up();
      count('kill of a standby');
    } else {
      await primary.kill();
      await sleep(random() * 500);
      await primary.up();
      count('kill of the primary');
    }
    if (faults && !promoted && state().part > 0.9) {
      await standbys[1].promote();
      promoted = standbys[1];
      count('promotion');
    }
    await sleep(50 + random() * 200);
  }
  for (const each of standbys) {
    if (each !== promoted) await each.set('recovery_min_apply_delay', '0');
  }
}
