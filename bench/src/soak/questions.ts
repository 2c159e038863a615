/** One thing that a client of the soak does. */
export interface Question {
  name: string;
  path: string;
  /** Who is asked; the API unless it says otherwise. */
  of?: 'site';
  body?: { query: string };
  accept?: string;
  /** The client goes then, whatever has come. */
  leaveAfterMs?: number;
  /** It asks for what there is not. */
  isRefused?: true;
  /** Whether its answer counts among the times. */
  isTimed: boolean;
}

type Made = (
  random: () => number,
  pages: readonly string[],
) => Omit<Question, 'name' | 'isTimed'> & { isTimed?: boolean };

const COUNTRIES = ['KG', 'TJ', 'AF', 'SY', 'UA', 'YE', 'SO', 'NG', 'MX', 'CD', 'IQ', 'ET'];
const WORDS = [
  'village',
  'army',
  'border',
  'Taliban',
  'Batken',
  'government',
  'militia',
  'airport',
];

const graphql = (query: string) => ({ path: '/graphql', body: { query } });
const whole = (random: () => number, below: number) => Math.floor(random() * below);
const one = <Value>(random: () => number, of: readonly Value[]) => of[whole(random, of.length)]!;
const day = (random: () => number) =>
  new Date(Date.UTC(2021, 0, 1 + whole(random, 365))).toISOString().slice(0, 10);

/** By how often they are asked. Values are drawn anew each time, so that most questions were never asked before. */
const MIX: readonly [number, string, Made][] = [
  [40, 'page', (random, pages) => ({ of: 'site', path: one(random, pages) })],
  [
    30,
    'events',
    (random) =>
      graphql(
        `{ events(first: ${1 + whole(random, 50)}, filter: { countries: ["${one(random, COUNTRIES)}"], during: { from: "${day(random)}" } }) { totalCount nodes { name deaths { low best high } location { country { name } } participants { role actor { name } } } } }`,
      ),
  ],
  [
    20,
    'conflicts',
    (random) =>
      graphql(
        `{ conflicts(first: ${1 + whole(random, 20)}, orderBy: MOST_DEATHS) { nodes { name slug figures(metric: DEATHS) { low high contested } events(first: 3) { nodes { name } } } } }`,
      ),
  ],
  [
    15,
    'search',
    (random) =>
      graphql(
        `{ search(query: "${one(random, WORDS)} ${one(random, WORDS)}", first: ${1 + whole(random, 20)}) { nodes { __typename } } }`,
      ),
  ],
  [
    10,
    'statistics',
    (random) =>
      graphql(
        `{ eventStatistics(filter: { during: { from: "${day(random)}", to: "2021-12-31" } }, by: [${one(random, ['MONTH', 'COUNTRY', 'CONFLICT', 'VIOLENCE'])}]) { events deaths { best } } }`,
      ),
  ],
  [
    8,
    'map',
    (random) =>
      graphql(
        `{ eventMap(filter: { during: { from: "${day(random)}" } }, zoom: ${1 + whole(random, 5)}) { events } }`,
      ),
  ],
  [
    8,
    'as of',
    (random) =>
      graphql(
        `{ conflict(slug: "kyrgyzstan-tajikistan") { figures(metric: DEATHS, asOf: "2022-09-${16 + whole(random, 10)}T0${whole(random, 10)}:00:00Z") { low high } } }`,
      ),
  ],
  [
    2,
    'refused',
    (random) => ({
      ...graphql(`{ nothing${whole(random, 1e6)} }`),
      isRefused: true,
      isTimed: false,
    }),
  ],
  [2, 'feed', () => ({ path: '/conflicts/kyrgyzstan-tajikistan/feed.atom' })],
  [
    3,
    'download',
    (random) => ({
      path: `/events.csv?countries=${one(random, COUNTRIES)}`,
      isTimed: false,
    }),
  ],
  [
    2,
    'subscription',
    (random) => ({
      ...graphql('subscription { claimRecorded(conflict: "kyrgyzstan-tajikistan") { summary } }'),
      accept: 'text/event-stream',
      leaveAfterMs: 500 + whole(random, 3_000),
      isTimed: false,
    }),
  ],
];

const ALL = MIX.reduce((sum, [often]) => sum + often, 0);

/** The same for the same seed, client, turn and addresses of pages. */
export function questionAt(
  seed: number,
  client: number,
  turn: number,
  pages: readonly string[],
): Question {
  const random = mulberry(seed * 1_000_003 + client * 7_919 + turn * 104_729);
  let left = random() * ALL;
  const [, name, make] = MIX.find(([often]) => (left -= often) < 0) ?? MIX[0]!;
  const made = make(random, pages);
  return { name, isTimed: true, ...made };
}

/** A small generator of numbers from 0 to 1, by a seed. */
function mulberry(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
