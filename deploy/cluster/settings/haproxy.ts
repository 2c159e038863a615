import { join } from 'node:path';
import type { Layout } from '../layout.ts';

/** Who is the primary, each Patroni says of itself; who can answer, each API. */
export function haproxySettings({ folder, host, nodes, ports, apis, sites }: Layout): string {
  const databases = nodes.map(
    ({ name, host: at, postgresPort, patroniPort }) =>
      `  server ${name} ${at}:${postgresPort} check addr ${at} port ${patroniPort}`,
  );
  const copies = (of: Layout['apis']) =>
    of.map(({ name, port }) => `  server ${name} ${host}:${port} check`);
  return `global
  maxconn 4000
  stats socket ${join(folder, 'haproxy.sock')} mode 600 level admin

defaults
  timeout connect 2s
  timeout check 2s
  timeout client 1h
  timeout server 1h
  default-server inter 1s fastinter 500ms downinter 1s fall 2 rise 2

# One that is no longer the primary loses its connections: whoever wrote there goes to the new one.
listen primary
  mode tcp
  bind ${host}:${ports.primary}
  option httpchk OPTIONS /primary
  http-check expect status 200
  default-server on-marked-down shutdown-sessions
${databases.join('\n')}

# For people and their tools; Casus reads each standby by its own address.
listen readers
  mode tcp
  balance leastconn
  bind ${host}:${ports.readers}
  option httpchk OPTIONS /replica
  http-check expect status 200
  default-server on-marked-down shutdown-sessions
${databases.join('\n')}

# All that is asked of it reads: what got no answer may be asked of the other.
listen api
  mode http
  balance roundrobin
  bind ${host}:${ports.api}
  option forwardfor
  option redispatch
  retries 3
  retry-on conn-failure empty-response
  timeout client 10m
  timeout server 10m
  option httpchk GET /ready
  http-check expect status 200
${copies(apis).join('\n')}

listen site
  mode http
  balance roundrobin
  bind ${host}:${ports.site}
  option forwardfor
  option redispatch
  retries 3
  retry-on conn-failure empty-response
  timeout client 2m
  timeout server 2m
  option httpchk GET /icon.svg
  http-check expect status 200
${copies(sites).join('\n')}

listen statistics
  mode http
  bind ${host}:${ports.statistics}
  timeout client 1m
  timeout server 1m
  stats enable
  stats uri /
  stats refresh 2s
`;
}
