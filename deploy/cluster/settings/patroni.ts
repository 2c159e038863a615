import { join } from 'node:path';
import { DATABASE, type DatabaseNode, type Layout, type Passwords } from '../layout.ts';

/** How long a primary that is not heard of stays the primary, in seconds: Patroni's least is 20. */
const LEASE = 20;

/** Who may connect, and with a password each. */
const ACCESS = [
  'local all all scram-sha-256',
  'local replication replicator scram-sha-256',
  'host all all 0.0.0.0/0 scram-sha-256',
  'host replication replicator 0.0.0.0/0 scram-sha-256',
];

/** The settings of one node's Patroni. They are JSON, which is YAML too. */
export function patroniSettings(
  { folder, nodes }: Layout,
  node: DatabaseNode,
  passwords: Passwords,
  postgres: string,
): string {
  const user = (username: string, password: string) => ({ username, password });
  return JSON.stringify(
    {
      scope: 'casus',
      name: node.name,
      restapi: {
        listen: `${node.host}:${node.patroniPort}`,
        connect_address: `${node.host}:${node.patroniPort}`,
      },
      // Not `etcd3`: with it Patroni 3.0 renews its lease by a write without a condition, so that a primary that stood
      // still for longer than the lease takes the cluster back from the one that was promoted, and what was acknowledged
      // meanwhile is lost. By etcd's older interface the write holds only for who is still the leader.
      etcd: { hosts: nodes.map(({ host, etcdPort }) => `${host}:${etcdPort}`) },
      bootstrap: {
        dcs: {
          ttl: LEASE,
          loop_wait: 2,
          retry_timeout: 5,
          // A commit is acknowledged once the standby that would be promoted has it on its disk: none is lost.
          synchronous_mode: true,
          // While etcd is away, a primary that still reaches all the others goes on.
          failsafe_mode: true,
          primary_start_timeout: 15,
          postgresql: {
            use_pg_rewind: true,
            use_slots: true,
            parameters: {
              max_connections: 200,
              hot_standby_feedback: 'on',
              wal_log_hints: 'on',
              wal_keep_size: '256MB',
              // A network that is cut without a word is noticed.
              wal_sender_timeout: '10s',
              wal_receiver_timeout: '10s',
              wal_receiver_status_interval: '1s',
              wal_retrieve_retry_interval: '500ms',
              tcp_keepalives_idle: 5,
              tcp_keepalives_interval: 2,
              tcp_keepalives_count: 3,
              log_min_messages: 'warning',
            },
          },
        },
        pg_hba: ACCESS,
        initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, 'data-checksums'],
        post_init: `/bin/sh ${join(folder, 'post-init.sh')}`,
      },
      postgresql: {
        listen: `${node.host}:${node.postgresPort}`,
        connect_address: `${node.host}:${node.postgresPort}`,
        data_dir: node.dataFolder,
        bin_dir: postgres,
        pgpass: join(folder, node.name, 'pgpass'),
        use_unix_socket: true,
        use_unix_socket_repl: true,
        authentication: {
          superuser: user('postgres', passwords.superuser),
          replication: user('replicator', passwords.replication),
          rewind: user('rewinder', passwords.replication),
        },
        parameters: {
          unix_socket_directories: join(folder, node.name),
          shared_buffers: '128MB',
        },
        pg_hba: ACCESS,
        basebackup: [{ checkpoint: 'fast' }],
        // One whose past is not the primary's, and cannot be turned back, is copied anew.
        remove_data_directory_on_rewind_failure: true,
        remove_data_directory_on_diverged_timelines: true,
      },
      watchdog: { mode: 'off' },
    },
    null,
    2,
  );
}

/** Patroni calls it with the address of the new database. */
export const postInit = (folder: string, postgres: string) =>
  `exec '${join(postgres, 'psql')}' -X -v ON_ERROR_STOP=1 -q -d "$1" -f '${join(folder, 'first.sql')}'\n`;

/** What a pooler cannot say for its clients is said of the role. */
export const firstStatements = ({ casus }: Passwords) =>
  `create role casus login password '${casus}';
alter role casus set timezone = 'UTC';
alter role casus set jit = off;
create database ${DATABASE} owner casus;
-- Imports check references all at once where they may, in a tenth of the time.
grant set on parameter session_replication_role to casus;
`;
