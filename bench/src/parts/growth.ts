import { databaseOf, withClient } from '../data/databases.ts';
import { load, medianOf, type Round } from '../load.ts';
import type { Options } from '../options.ts';
import { casus } from '../peers/casus/peer.ts';
import { start, type Running } from '../running.ts';
import { pageNested } from '../shapes/page-nested.ts';

export interface Growth {
  page: string;
  /** By how many events the database holds. */
  sizes: { events: number; round: Round }[];
}

const PLACES_IN_LIST = 40;

const OF_CONFLICT = /* GraphQL */ `
  query OfConflict($conflict: String!) {
    conflict(slug: $conflict) {
      events(first: 50) {
        nodes {
          slug
          name
          participants {
            actor {
              name
            }
          }
          claims(first: 5) {
            nodes {
              summary
            }
          }
        }
      }
    }
  }
`;

const CURSOR_AT = /* GraphQL */ `
  query CursorAt($day: Date!) {
    events(first: 1, filter: { during: { to: $day } }) {
      pageInfo {
        endCursor
      }
    }
  }
`;

/** How the time of a page grows with the number of events: the same pages from databases of each size. */
export async function measureGrowth(
  server: string,
  options: Options,
  onProgress: (line: string) => void,
): Promise<Growth[]> {
  const databases: { running: Running; events: number; pages: Map<string, string[]> }[] = [];
  try {
    for (const times of options.sizes) {
      const url = await databaseOf(server, { gedFile: options.gedFile, times }, onProgress);
      const running = await start(casus, url);
      const events = await withClient(url, async (client) => {
        const { rows } = await client.query<{ events: number }>(
          `select count(*)::int as events from events`,
        );
        return rows[0]!.events;
      });
      databases.push({ running, events, pages: await pagesOf(running, url) });
    }
    const grown: Growth[] = [];
    for (const page of databases[0]!.pages.keys()) {
      const rounds = databases.map((): Round[] => []);
      for (let round = 0; round <= options.rounds; round++) {
        for (const [at, { running, pages }] of databases.entries()) {
          // One at a time: what is timed is the page, not the queue before it.
          const settings = { connections: 1, seconds: options.seconds };
          const taken = await load(running, pages.get(page)!, settings);
          // The first round warms up.
          if (round > 0) rounds[at]!.push(taken);
        }
      }
      const sizes = databases.map(({ events }, at) => ({ events, round: medianOf(rounds[at]!) }));
      grown.push({ page, sizes });
      onProgress(
        `${page}: ${sizes.map(({ events, round }) => `${events} events p95 ${round.p95.toFixed(1)} ms`).join(', ')}`,
      );
    }
    return grown;
  } finally {
    await Promise.all(databases.map(({ running }) => running.close()));
  }
}

async function pagesOf(running: Running, url: string): Promise<Map<string, string[]>> {
  const { days, conflicts } = await withClient(url, async (client) => {
    await client.query(`set timezone = 'UTC'`);
    // From a tenth to nine tenths of the years the list covers.
    const days = await client.query<{ day: string }>(
      `select (first + (last - first) * (0.1 + 0.8 * n / ${PLACES_IN_LIST}))::date::text as day
       from (select min(earliest) as first, max(earliest) as last from events) span,
         generate_series(1, ${PLACES_IN_LIST}) n`,
    );
    const conflicts = await client.query<{ key: string }>(
      `select conflict_key as key from events where conflict_key like 'ucdp:%'
       group by 1 order by count(*) desc, 1 limit ${PLACES_IN_LIST}`,
    );
    return { days: days.rows, conflicts: conflicts.rows };
  });
  const page = (after?: string) => ask(pageNested.document, { after });
  const deep: string[] = [];
  for (const { day } of days) deep.push(page(await cursorAt(running, day)));
  return new Map([
    ['The first page', [page()]],
    ['A page deep in the list', deep],
    [
      'The first page of a conflict',
      conflicts.map(({ key }) => ask(OF_CONFLICT, { conflict: key })),
    ],
  ]);
}

const ask = (query: string, variables: Record<string, unknown>) =>
  JSON.stringify({ query, variables });

/** The cursor of the last event that began by a day; it holds in the list without the filter too. */
async function cursorAt({ url }: Running, day: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: ask(CURSOR_AT, { day }),
  });
  const { data } = (await response.json()) as {
    data: { events: { pageInfo: { endCursor: string } } };
  };
  return data.events.pageInfo.endCursor;
}
