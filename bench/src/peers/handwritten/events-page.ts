import type { Pool } from 'pg';
import type { Row } from './loaders.ts';

export interface EventFilter {
  countries?: string[] | null;
  during?: { from?: string | null; to?: string | null } | null;
  within?: { west: number; south: number; east: number; north: number } | null;
}

export interface EventsArguments {
  first: number;
  after?: string | null;
  filter?: EventFilter | null;
}

/** A page of the list of events, the latest first; the total is counted only when it is asked for. */
export async function eventsPage(pool: Pool, { first, after, filter }: EventsArguments) {
  const values: unknown[] = [];
  const given = (value: unknown) => `$${values.push(value)}`;
  const where = eventsWhere(filter, given);
  const wanted = [...values];
  const beyond = after ? `and (earliest, key) < (${decode(after).map(given).join(', ')})` : '';
  const text = `select * from events where ${where} ${beyond}
    order by earliest desc, key desc limit ${given(first + 1)}`;
  const { rows } = await pool.query<Row>({ name: text, text, values });
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  return {
    nodes,
    pageInfo: { hasNextPage: rows.length > first, endCursor: last ? encode(last) : null },
    count: async () => {
      const text = `select count(*)::int as total from events where ${where}`;
      const counted = await pool.query<{ total: number }>({
        name: text,
        text,
        values: wanted,
      });
      return counted.rows[0]!.total;
    },
  };
}

/** The condition that a filter makes; `given` takes a value and gives its parameter. */
export function eventsWhere(
  filter: EventFilter | null | undefined,
  given: (value: unknown) => string,
): string {
  const conditions = ['true'];
  if (filter?.countries) {
    conditions.push(
      `country_key = any(array(select key from places where country_code = any(${given(filter.countries)}::bpchar[])))`,
    );
  }
  const { from, to } = filter?.during ?? {};
  if (from) conditions.push(`latest >= ${given(`${from}T00:00:00.000Z`)}`);
  if (to) conditions.push(`earliest <= ${given(`${to}T23:59:59.999Z`)}`);
  return conditions.join(' and ');
}

const encode = ({ earliest, key }: Row) =>
  Buffer.from(JSON.stringify([earliest, key])).toString('base64url');

const decode = (cursor: string) =>
  JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string, string];
