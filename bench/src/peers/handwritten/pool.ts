import { Pool, types } from 'pg';

const INSTANT = 1184;

/** As Casus has it: ten connections, in UTC, instants as text. */
export function openPool(): Pool {
  types.setTypeParser(INSTANT, (text) => text);
  return new Pool({
    connectionString: process.env['DATABASE_URL'],
    max: 10,
    options: '-c timezone=UTC',
  });
}
