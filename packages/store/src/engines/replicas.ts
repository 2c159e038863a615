import { setTimeout as sleep } from 'node:timers/promises';
import type { Position } from '../history/position.ts';
import type { Progress } from '../live/progress.ts';
import { StoreError } from '../store-error.ts';
import type { Engine } from './engine.ts';
import { TakesWrites } from './following.ts';
import { createLagClock } from './replication-lag.ts';

/** A database that reads are sent to: the primary, or a streaming standby of it. */
export interface Source extends Pick<
  Engine,
  'name' | 'db' | 'withSignal' | 'onNotice' | 'listener' | 'progress' | 'connections'
> {
  /** `primary`, or a replica's host and port. */
  label: string;
  isReplica: boolean;
  /** Calls once it is known not to answer any more, until the function given back is called. */
  whenLost(listener: () => void): () => void;
}

export interface ReplicaState {
  label: string;
  /** Why nothing is read there; null while it is read. */
  left: string | null;
  /** By how long it is known to be behind; null where it does not answer. */
  lagMs: number | null;
}

/** The databases of one record, of which each read goes to one. */
export interface Sources {
  /** The primary first. */
  all: readonly Source[];
  /**
   * The replica with the least to do, or the primary where there is none fit. With a position, one that has got there:
   * it is waited for a little, then the primary is taken.
   *
   * @throws StoreError BEHIND, AHEAD or FOREIGN
   */
  choose(atLeast: Position | null): Promise<Source>;
  /**
   * Resolves once what was read on a replica can be taken back by no failover. A standby shows a commit before the
   * primary has acknowledged it, and another one, which has not got it yet, may be promoted.
   *
   * @throws StoreError BEHIND
   */
  confirm(read: Progress): Promise<void>;
  replicas(): ReplicaState[];
  close(): Promise<void>;
}

/** How often the primary is asked how far it is, in ms: what lag is measured by. */
const EVERY = 250;

/** How long a replica may take to get to a position before the primary is asked, in ms. */
const REPLICA_PATIENCE = 100;

/** How long it may take where the primary does not answer, in ms. */
const PATIENCE = 1_500;

/** Between one look at a replica that is behind and the next, in ms. */
const LOOK_EVERY = 10;

const installationOf = (position: Position) => position.split('-', 1)[0];

/**
 * Spreads reads. A replica that is too far behind, takes writes, holds another record or other tables, or does not answer
 * is left; it is asked on, and taken back once it is fit again.
 */
export function createSources(
  primary: Engine,
  replicas: readonly { label: string; engine: Engine }[],
  lagLimit: number,
): Sources {
  const main = sourceOf(primary, 'primary', false);
  const standbys = replicas.map(({ label, engine }) => ({
    engine,
    source: sourceOf(engine, label, true),
  }));
  const lag = createLagClock();
  const over = new AbortController();
  /** The one that was last seen to take writes: the primary, where it is named among its replicas. */
  let promoted: Source | null = null;
  /** Breaks ties between those with as little to do. */
  let turn = 0;

  // They are asked for as long as the store is open, whoever caches.
  const listening = standbys.map(({ source }) => source.onNotice(() => {}));
  if (standbys.length > 0) void watchPrimary(over.signal);

  async function watchPrimary(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      notePromoted();
      const progress = await primary.progress.read().catch(() => null);
      if (progress) lag.primaryIs(progress);
      await sleep(EVERY, null, { signal }).catch(() => {});
    }
  }

  function notePromoted(): void {
    for (const { source } of standbys) {
      const { isConnected, reason } = source.listener.state();
      if (reason instanceof TakesWrites) promoted = source;
      else if (isConnected && promoted === source) promoted = null;
    }
  }

  /** How far the primary was seen in each timeline. What a standby has beyond that, no later one has. */
  const seen = new Map<number | null, Position>();

  /**
   * Whether the primary has it, or each database that may be the next one. That leaves out the last primary alone, from which
   * the others have what they have: one that was the primary earlier and is away may come back as it.
   */
  function isConfirmed({ position, timeline }: Progress): boolean {
    notePromoted();
    for (const each of [lag.latest(), primary.progress.last()]) {
      // At the primary's address there may still be one that was set back to a standby: it shows what it never acknowledged.
      if (each && !each.isStandby && each.position > (seen.get(each.timeline) ?? '')) {
        seen.set(each.timeline, each.position);
      }
    }
    if (position <= (seen.get(timeline) ?? '')) return true;
    const others = standbys.filter(({ source }) => source !== promoted);
    return others.every(({ source }) => {
      const there = source.progress.last();
      return there?.timeline === timeline && there.position >= position;
    });
  }

  async function confirm(read: Progress): Promise<void> {
    const start = performance.now();
    while (!isConfirmed(read)) {
      if (performance.now() - start > PATIENCE) throw behind();
      const asked = [primary, ...standbys.map(({ engine }) => engine)].map(({ progress }) =>
        progress.read().catch(() => {}),
      );
      // Whichever answers first may do.
      await Promise.race([...asked, sleep(EVERY)]);
      if (!isConfirmed(read)) await sleep(LOOK_EVERY);
    }
  }

  function leftBecause({ listener, progress }: Source): string | null {
    const { isConnected, reason } = listener.state();
    const now = progress.last();
    if (!isConnected || !now) return reason?.message ?? 'it was not asked yet';
    const wanted = lag.latest();
    if (!wanted) return null;
    if (installationOf(now.position) !== installationOf(wanted.position)) {
      return 'it holds another record than the primary';
    }
    if (now.tables !== wanted.tables) return 'its tables are of another version than the primary’s';
    if ((now.timeline ?? 0) < (wanted.timeline ?? 0)) {
      return 'it has not followed the standby that was promoted';
    }
    const behind = lag.of(now.position);
    return behind > lagLimit ? `it is ${Math.round(behind)} ms behind` : null;
  }

  /** Of those that can be read, the ones that would not have to be waited for, where there are any. */
  function fit(): Source[] {
    const able = standbys.flatMap(({ source }) => (leftBecause(source) === null ? [source] : []));
    const safe = able.filter(({ progress }) => {
      const there = progress.last();
      return there !== null && isConfirmed(there);
    });
    return safe.length > 0 ? safe : able;
  }

  function leastBusy(among: readonly Source[]): Source | undefined {
    turn += 1;
    const load = ({ connections }: Source) => {
      const { open, idle, waiting } = connections();
      return open - idle + waiting;
    };
    return among
      .map((_, index) => among[(index + turn) % among.length]!)
      .reduce<Source | undefined>(
        (best, each) => (best && load(best) <= load(each) ? best : each),
        undefined,
      );
  }

  async function choose(atLeast: Position | null): Promise<Source> {
    if (atLeast === null) return leastBusy(fit()) ?? main;
    const hasIt = ({ progress }: Source) => (progress.last()?.position ?? '') >= atLeast;
    refuseForeign(atLeast, lag.latest()?.position ?? primary.progress.last()?.position);
    const start = performance.now();
    let isPrimaryAway = false;
    for (;;) {
      const there = leastBusy(fit().filter(hasIt));
      if (there) return there;
      const waited = performance.now() - start;
      const among = fit();
      if (!isPrimaryAway && (among.length === 0 || waited > REPLICA_PATIENCE)) {
        const source = await primaryAt(atLeast);
        if (source) return source;
        isPrimaryAway = true;
      }
      if (waited > PATIENCE) throw behind();
      for (const { progress } of among) progress.read().catch(() => {});
      await sleep(LOOK_EVERY);
    }
  }

  /** Null where the primary does not answer, or is a standby itself and not there yet. */
  async function primaryAt(atLeast: Position): Promise<Source | null> {
    if ((primary.progress.last()?.position ?? '') >= atLeast) return main;
    const now = await primary.progress.read().catch(() => null);
    if (!now) return null;
    refuseForeign(atLeast, now.position);
    if (now.position >= atLeast) return main;
    if (now.isStandby) return null;
    throw new StoreError(
      'AHEAD',
      'The position is ahead of this record, which was set back to an older copy.',
    );
  }

  return {
    all: [main, ...standbys.map(({ source }) => source)],
    choose,
    confirm,
    replicas: () =>
      standbys.map(({ source }) => {
        const now = source.progress.last();
        return {
          label: source.label,
          left: leftBecause(source),
          lagMs: now ? lag.of(now.position) : null,
        };
      }),
    close: async () => {
      over.abort();
      for (const stop of await Promise.all(listening)) await stop();
      await Promise.all(standbys.map(({ engine }) => engine.close()));
    },
  };
}

function sourceOf(engine: Engine, label: string, isReplica: boolean): Source {
  const waiting = new Set<() => void>();
  engine.listener.onChange(({ isConnected }) => {
    if (!isConnected) for (const listener of waiting) listener();
  });
  return {
    ...engine,
    label,
    isReplica,
    whenLost: (listener) => {
      waiting.add(listener);
      return () => waiting.delete(listener);
    },
  };
}

function refuseForeign(atLeast: Position, own: Position | undefined): void {
  if (own === undefined || installationOf(own) === installationOf(atLeast)) return;
  throw new StoreError('FOREIGN', 'The position is one of another installation.');
}

export const behind = () =>
  new StoreError('BEHIND', 'No database that answers has got to the position yet.');
