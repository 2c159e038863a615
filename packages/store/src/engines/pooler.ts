import { Client } from 'pg';
import { StoreError } from '../store-error.ts';

/** What is at an address: a server, or a pooler before one. */
export interface AtAddress {
  isStandby: boolean;
  /**
   * Sessions are lent, as by PgBouncer in transaction mode: nothing may be listened to or kept prepared on one, and what a
   * session is to be set to cannot be said when it is opened.
   */
  isPooled: boolean;
  timezone: string;
  jit: string;
}

/** Asks, with nothing that a pooler refuses. */
export async function lookAt(connectionString: string, patience: number): Promise<AtAddress> {
  const client = new Client({
    connectionString,
    fallback_application_name: 'casus',
    connectionTimeoutMillis: patience,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Omit<AtAddress, 'isPooled'> & { pid: number }>(
      `select pg_is_in_recovery() as "isStandby", pg_backend_pid() as pid,
        current_setting('TimeZone') as timezone, current_setting('jit') as jit`,
    );
    const { pid, ...settings } = rows[0]!;
    // A pooler makes up the number by which its client may cancel.
    return { ...settings, isPooled: pid !== client.processID };
  } finally {
    await client.end();
  }
}

/**
 * Times come as the session's zone has them, and compiling a statement takes longer than any of ours runs. To a server
 * both are said with each connection; through a pooler the role has to have them.
 *
 * @throws StoreError UNUSABLE
 */
export function refuseUnsetRole({ isPooled, timezone, jit }: AtAddress, databaseUrl: string): void {
  if (!isPooled || (/^(etc\/)?utc$/i.test(timezone) && jit === 'off')) return;
  const role = new URL(databaseUrl).username || 'casus';
  throw new StoreError(
    'UNUSABLE',
    `There is a pooler at DATABASE_URL (time zone ${timezone}, jit ${jit}), through which sessions cannot be set. Set the role once, on the server: ` +
      `ALTER ROLE "${decodeURIComponent(role)}" SET timezone = 'UTC'; ALTER ROLE "${decodeURIComponent(role)}" SET jit = off; and then RECONNECT in PgBouncer.`,
  );
}
