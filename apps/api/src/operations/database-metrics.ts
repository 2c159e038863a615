import type { Store } from '@casus/store/open';
import type { ReferenceCache } from '@casus/store/reading/reference-cache';
import { Counter, Gauge, type Registry } from 'prom-client';

/** How the database's connections fare, and the cache that depends on one of them. */
export function measureDatabase(
  registry: Registry,
  { listener, connections }: Pick<Store, 'listener' | 'connections'>,
  references: ReferenceCache,
): void {
  const registers = [registry];
  new Gauge({
    name: 'casus_database_listener_connected',
    help: '1 while changes that writers announce are heard of; while 0, nothing is cached.',
    registers,
    collect() {
      this.set(listener.state().isConnected ? 1 : 0);
    },
  });
  let counted = 0;
  new Counter({
    name: 'casus_database_listener_failures_total',
    help: 'Connections for announced changes that were lost or could not be made.',
    registers,
    collect() {
      const { failures } = listener.state();
      this.inc(failures - counted);
      counted = failures;
    },
  });
  new Gauge({
    name: 'casus_database_connections',
    help: 'Connections of the pool, in use and idle, and statements that wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      const { open, idle, waiting } = connections();
      this.set({ state: 'in use' }, open - idle);
      this.set({ state: 'idle' }, idle);
      this.set({ state: 'waiting' }, waiting);
    },
  });
  new Gauge({
    name: 'casus_reference_cache_rows',
    help: 'Names of actors, places, conflicts, dyads and datasets that are cached.',
    registers,
    collect() {
      this.set(references.state().rows);
    },
  });
  new Gauge({
    name: 'casus_reference_cache_age_seconds',
    help: 'Time since the cache was last dropped: no row in it is older.',
    registers,
    collect() {
      this.set((Date.now() - references.state().since) / 1000);
    },
  });
}
