import { join } from 'node:path';
import { DATABASE, type Layout, type Passwords } from '../layout.ts';

/** Sessions are lent by transaction, from a pool that leads to whoever is the primary. */
export function pgbouncerSettings({ folder, host, ports }: Layout): string {
  const settings = {
    listen_addr: host,
    listen_port: ports.pgbouncer,
    unix_socket_dir: '',
    auth_type: 'scram-sha-256',
    auth_file: join(folder, 'pgbouncer-users.txt'),
    admin_users: 'casus',
    pool_mode: 'transaction',
    max_client_conn: 500,
    default_pool_size: 20,
    // By itself it waits for 15 s once a connection could not be made, while the new primary is there.
    server_login_retry: 1,
    server_connect_timeout: 3,
    // Nobody waits longer for a primary than Casus does for its connection.
    query_wait_timeout: 10,
    tcp_keepidle: 5,
    tcp_keepintvl: 2,
    tcp_keepcnt: 3,
    log_connections: 0,
    log_disconnections: 0,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  return `[databases]
${DATABASE} = host=${host} port=${ports.primary} dbname=${DATABASE}
[pgbouncer]
${lines.join('\n')}
`;
}

export const pgbouncerUsers = ({ casus }: Passwords) => `"casus" "${casus}"\n`;
