import { expect } from 'vitest';

/** Of an event, what the sentences that a page opens with are made of. */
export interface SummedEvent {
  time: { earliest: string; latest: string };
  dataset: { slug: string } | null;
  deaths:
    | (Record<'low' | 'best' | 'high', number> &
        Record<'civilians' | 'sideA' | 'sideB', number | null> & {
          claim: { claimant: { name: string } };
        })
    | null;
}

/** Of which days a dataset's releases speak. */
export interface Covered {
  dataset: { slug: string };
  days: { from: string; to: string; kind: string }[];
}

const EVENTS = /* GraphQL */ `
  query EventsSummed($filter: EventFilter!, $asOf: DateTime, $after: String) {
    events(filter: $filter, asOf: $asOf, first: 100, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        time(asOf: $asOf) {
          earliest
          latest
        }
        dataset(asOf: $asOf) {
          slug
        }
        deaths(asOf: $asOf) {
          low
          best
          high
          civilians
          sideA
          sideB
          claim {
            claimant {
              name
            }
          }
        }
      }
    }
  }
`;

const COVERAGE = /* GraphQL */ `
  query Covered($asOf: DateTime) {
    coverage(asOf: $asOf) {
      dataset {
        slug
      }
      days {
        from
        to
        kind
      }
    }
  }
`;

const SENTENCE =
  /(?<events>[\d,]+) events? (?:on record|known by).*?(?:the first dated (?<first>.+?), the latest (?<last>.+?)|dated (?<only>.+?))\. By the count of (?<whose>.+?), the best estimates of deaths in them sum to (?<best>\S+), the low ones to (?<low>\S+), the high ones to (?<high>[^\s.]+)\.(?: Without an estimate, and so adding nothing: (?<without>\S+) events?\.)?(?: Of the sum of the best, (?<civilians>\S+) are counted as civilians \((?<share>.+?)\)\.)?(?: Whether another (?<untold>\S+) were civilians is not known: the share may be anything from (?<least>\S+) to (?<most>[^\s.]+)\.)?(?: (?<direction>(?:In \d+ the best|\d+ is not compared|Years are not compared)[^.]*\.))?/;

/** What a page tells first, as plain text. */
export async function openingOf(address: string): Promise<string> {
  const html = await (await fetch(address)).text();
  const [, inner] = /<div class="lede[^>]*>(.*?)<\/div>/s.exec(html) ?? [];
  return (inner ?? '')
    .replace(/<!--.*?-->|<[^>]*>/gs, ' ')
    .replaceAll('&lt;', '<')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The numbers and dates in it, and its last sentence: how a year compares with the one before, or why none is compared. */
export function toldIn(opening: string): Record<string, string> {
  const groups = Object.entries(SENTENCE.exec(opening)?.groups ?? {});
  return Object.fromEntries(groups.filter(([, value]) => value !== undefined));
}

/** All events of a filter, and of which days anything is loaded. */
export async function summed(
  api: string,
  filter: object,
  asOf: string | null,
): Promise<{ events: SummedEvent[]; coverage: Covered[] }> {
  const ask = async (query: string, variables: object) => {
    const answer = await fetch(api, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await answer.json();
    expect(errors).toBeUndefined();
    return data;
  };
  const events: SummedEvent[] = [];
  let after: string | null = null;
  do {
    const page: { nodes: SummedEvent[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = (
      await ask(EVENTS, { filter, asOf, after })
    ).events;
    events.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  return { events, coverage: (await ask(COVERAGE, { asOf })).coverage };
}

/** The same as a page should tell, each event's own estimate added up here. */
export function expectedOf({
  events,
  coverage,
}: {
  events: readonly SummedEvent[];
  coverage: readonly Covered[];
}): Record<string, string> {
  const estimates = events.flatMap(({ deaths }) => deaths ?? []);
  const sum = (of: (estimate: (typeof estimates)[number]) => number) =>
    estimates.reduce((total, estimate) => total + of(estimate), 0);
  const best = sum((estimate) => estimate.best);
  const isSplit = estimates.some(({ civilians }) => civilians !== null);
  const civilians = sum((estimate) => estimate.civilians ?? 0);
  const untold = best - civilians - sum(({ sideA, sideB }) => (sideA ?? 0) + (sideB ?? 0));
  const [least, most] = [civilians, civilians + untold].map((dead) => percent(dead / best));
  const without = events.length - estimates.length;
  const days = events.map(({ time }) => time.earliest).sort();
  const [first, last] = [dayText(days[0]!), dayText(days.at(-1)!)];
  const direction = directionOf(events, coverage);
  return {
    events: numberText(events.length),
    ...(first === last ? { only: first } : { first, last }),
    whose: [...new Set(estimates.map(({ claim }) => claim.claimant.name))].join(', '),
    best: numberText(best),
    low: numberText(sum(({ low }) => low)),
    high: numberText(sum(({ high }) => high)),
    ...(without > 0 ? { without: numberText(without) } : {}),
    ...(isSplit && best > 0
      ? { civilians: numberText(civilians), share: percent(civilians / best) }
      : {}),
    // Bounds that are written alike are told once, as the share.
    ...(isSplit && least !== most ? { untold: numberText(untold), least, most } : {}),
    ...(direction ? { direction } : {}),
  };
}

/** The years in which events first began are compared only where one dataset speaks of every day of both, and all of their deaths are certainly theirs. */
function directionOf(events: readonly SummedEvent[], coverage: readonly Covered[]): string | null {
  const seriesOf = ({ slug }: { slug: string }) => slug.split('@')[0]!;
  const estimated = events.filter(({ deaths }) => deaths);
  const [series, ...others] = new Set(
    estimated.map(({ dataset }) => (dataset ? seriesOf(dataset) : '')),
  );
  if (series === undefined) return null;
  if (others.length > 0) return 'Years are not compared: more than one dataset counts here.';

  const whole = new Set(
    coverage
      .filter(({ dataset }) => seriesOf(dataset) === series)
      .flatMap(({ days }) => days)
      .filter(({ kind }) => kind === 'COMPLETE')
      .flatMap(({ from, to }) => {
        const first = Number(from.slice(0, 4)) + (from.endsWith('-01-01') ? 0 : 1);
        const end = Number(to.slice(0, 4)) + (to.endsWith('-12-31') ? 1 : 0);
        return Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
      }),
  );
  const yearOf = (at: string) => Number(at.slice(0, 4));
  const began = events.map(({ time }) => yearOf(time.earliest));
  const year = Math.max(
    ...[...whole].filter((one) => whole.has(one - 1) && one <= Math.max(...began)),
  );
  if (!Number.isFinite(year)) {
    return 'Years are not compared: nothing loaded here speaks of every day of two years in a row.';
  }
  const before = year - 1;
  const of = (one: number) => events.filter((_, index) => began[index] === one);
  const without = [...of(year), ...of(before)].filter(({ deaths }) => !deaths).length;
  if (without > 0) {
    return `${year} is not compared with ${before}: without an estimate in the two years: ${numberText(without)} ${without === 1 ? 'event' : 'events'}.`;
  }
  const isSpanning = events.some(
    ({ time, deaths }, index) =>
      began[index]! <= year && yearOf(time.latest) > began[index]! && deaths && deaths.best > 0,
  );
  if (isSpanning) {
    return `${year} is not compared with ${before}: some deaths may belong to one year or to another.`;
  }
  const [now, then] = [year, before].map((one) =>
    of(one).reduce((total, { deaths }) => total + deaths!.best, 0),
  ) as [number, number];
  if (now === 0 && then === 0) return null;
  const sums = `In ${year} the best estimates sum to ${numberText(now)}`;
  if (now === then) return `${sums}, the same as in ${before}.`;
  const difference = `${numberText(Math.abs(now - then))} ${now > then ? 'more' : 'less'}`;
  return `${sums}, which is ${difference} than in ${before} (${numberText(then)}).`;
}

const numberText = (number: number) => number.toLocaleString('en');

function percent(share: number): string {
  if (share > 0 && share < 0.01) return '<1%';
  return share > 0.99 && share < 1 ? '>99%' : `${Math.round(share * 100)}%`;
}

const dayText = (instant: string) =>
  new Date(instant).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
