import type { Sources } from '@casus/store/engines/replicas';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { ReferenceCaches } from '../pipeline/context/reference-cache.ts';

/** How the connections to each database fare, and the cache that depends on one of them. */
export function measureDatabases(
  registry: Registry,
  { all, replicas }: Sources,
  references: ReferenceCaches,
): void {
  const registers = [registry];
  new Gauge({
    name: 'casus_database_listener_connected',
    help: '1 while changes of the database are heard of; while 0, nothing of it is cached.',
    aggregator: 'min',
    labelNames: ['database'],
    registers,
    collect() {
      for (const { label, listener } of all) {
        this.set({ database: label }, listener.state().isConnected ? 1 : 0);
      }
    },
  });
  const counted = new Map<string, number>();
  new Counter({
    name: 'casus_database_listener_failures_total',
    help: 'Connections for announced changes that were lost or could not be made.',
    labelNames: ['database'],
    registers,
    collect() {
      for (const { label, listener } of all) {
        const { failures } = listener.state();
        this.inc({ database: label }, failures - (counted.get(label) ?? 0));
        counted.set(label, failures);
      }
    },
  });
  new Gauge({
    name: 'casus_database_connections',
    help: 'Connections of the pool, in use and idle, and statements that wait for one.',
    labelNames: ['database', 'state'],
    registers,
    collect() {
      for (const { label, connections } of all) {
        const { open, idle, waiting } = connections();
        this.set({ database: label, state: 'in use' }, open - idle);
        this.set({ database: label, state: 'idle' }, idle);
        this.set({ database: label, state: 'waiting' }, waiting);
      }
    },
  });
  new Gauge({
    name: 'casus_database_connections_limit',
    help: 'Connections that the pool may have at the moment: fewer than CASUS_POOL_SIZE where the server grants no more.',
    labelNames: ['database'],
    registers,
    collect() {
      for (const { label, connections } of all) this.set({ database: label }, connections().most);
    },
  });
  new Gauge({
    name: 'casus_replica_in_use',
    aggregator: 'min',
    help: '1 while reads are sent to the replica; 0 while it is left: behind, away, promoted, or of another record.',
    labelNames: ['database'],
    registers,
    collect() {
      for (const { label, left } of replicas()) this.set({ database: label }, left ? 0 : 1);
    },
  });
  new Gauge({
    name: 'casus_replica_lag_seconds',
    aggregator: 'max',
    help: 'For how long the primary is known to have had something that the replica has not; none while it does not answer.',
    labelNames: ['database'],
    registers,
    collect() {
      this.reset();
      for (const { label, lagMs } of replicas()) {
        if (lagMs !== null) this.set({ database: label }, lagMs / 1000);
      }
    },
  });
  new Gauge({
    name: 'casus_reference_cache_rows',
    help: 'Names of actors, places, conflicts, dyads and datasets that are cached.',
    labelNames: ['database'],
    registers,
    collect() {
      for (const { label, cache } of references.all) {
        this.set({ database: label }, cache.state().rows);
      }
    },
  });
  new Gauge({
    name: 'casus_reference_cache_age_seconds',
    aggregator: 'max',
    help: 'Time since the cache was last dropped: no row in it is older.',
    labelNames: ['database'],
    registers,
    collect() {
      for (const { label, cache } of references.all) {
        this.set({ database: label }, (Date.now() - cache.state().since) / 1000);
      }
    },
  });
}
