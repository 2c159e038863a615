import { beforeAll, describe, expect, test } from 'vitest';
import { noBrowser, site } from './browser.ts';

interface Event {
  time: { earliest: string };
  deaths:
    | (Record<'low' | 'best' | 'high' | 'civilians' | 'sideA' | 'sideB', number> & {
        claim: { claimant: { name: string } };
      })
    | null;
}

const EVENTS = /* GraphQL */ `
  query EventsSummed($filter: EventFilter!, $asOf: DateTime) {
    events(filter: $filter, asOf: $asOf, first: 100) {
      totalCount
      nodes {
        time(asOf: $asOf) {
          earliest
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

const PAGES = [
  ['/places/kyrgyzstan', { countries: ['KG'] }],
  ['/places/tajikistan', { countries: ['TJ'] }],
  ['/places/batken-region', { places: ['batken-region'] }],
  ['/actors/government-of-kyrgyzstan', { actors: ['government-of-kyrgyzstan'] }],
  ['/actors/government-of-tajikistan', { actors: ['government-of-tajikistan'] }],
] as const;

const MOMENTS = [null, '2022-09-16T23:59:59Z'];

const SENTENCE =
  /^(?:Sources place|It took part in)? ?(?<events>\S+) events? .*?(?:the first dated (?<first>.+?), the latest (?<last>.+?)|dated (?<only>.+?))\. By the count of (?<whose>.+?), the best estimates of deaths in them sum to (?<best>\S+), the low ones to (?<low>\S+), the high ones to (?<high>[^\s.]+)\.(?: Without an estimate, and so adding nothing: (?<without>\S+) events?\.)? Of the sum of the best, (?<civilians>\S+) are counted as civilians \((?<share>.+?)\)\.(?: Whether another (?<untold>\S+) were civilians is not known: the share may be anything from (?<least>\S+) to (?<most>[^\s.]+)\.)?/;

/** What a page tells first, as plain text. */
async function openingOf(path: string): Promise<string> {
  const html = await (await fetch(site + path)).text();
  const [, inner] = /<div class="lede[^>]*>.*?<p[^>]*>(.*?)<\/p>/s.exec(html) ?? [];
  return (inner ?? '')
    .replace(/<!--.*?-->/gs, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The same numbers, each event's own estimate added up here. */
function numbersOf(events: readonly Event[]) {
  const estimates = events.flatMap(({ deaths }) => deaths ?? []);
  const sum = (of: (estimate: (typeof estimates)[number]) => number) =>
    estimates.reduce((total, estimate) => total + of(estimate), 0);
  const best = sum((estimate) => estimate.best);
  const civilians = sum((estimate) => estimate.civilians);
  const untold = best - civilians - sum(({ sideA, sideB }) => sideA + sideB);
  const without = events.length - estimates.length;
  const days = events.map(({ time }) => time.earliest).sort();
  const [first, last] = [dayText(days[0]!), dayText(days.at(-1)!)];
  return {
    events: String(events.length),
    ...(first === last ? { only: first } : { first, last }),
    whose: [...new Set(estimates.map(({ claim }) => claim.claimant.name))].join(', '),
    best: String(best),
    low: String(sum(({ low }) => low)),
    high: String(sum(({ high }) => high)),
    ...(without > 0 ? { without: String(without) } : {}),
    civilians: String(civilians),
    share: percent(civilians / best),
    ...(untold > 0
      ? {
          untold: String(untold),
          least: percent(civilians / best),
          most: percent((civilians + untold) / best),
        }
      : {}),
  };
}

const percent = (share: number) => `${Math.round(share * 100)}%`;

const dayText = (instant: string) =>
  new Date(instant).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });

describe.skipIf(noBrowser)('what a page opens with', () => {
  let api = '';
  beforeAll(async () => {
    const text = await (await fetch(`${site}/llms.txt`)).text();
    [, api = ''] = /\[GraphQL\]\((\S+)\)/.exec(text)!;
  });

  async function eventsOf(filter: object, asOf: string | null): Promise<Event[]> {
    const answer = await fetch(api, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: EVENTS, variables: { filter, asOf } }),
    });
    const { data, errors } = await answer.json();
    expect(errors).toBeUndefined();
    expect(data.events.nodes).toHaveLength(data.events.totalCount);
    return data.events.nodes;
  }

  test.each(
    PAGES.flatMap(([path, filter]) => MOMENTS.map((asOf) => [path, asOf, filter] as const)),
  )('%s as of %s is the sum of its events', async (path, asOf, filter) => {
    const opening = await openingOf(asOf ? `${path}?asOf=${asOf}` : path);
    const groups = Object.entries(SENTENCE.exec(opening)?.groups ?? {});
    const expected = numbersOf(await eventsOf(filter, asOf));
    expect({
      opening,
      ...Object.fromEntries(groups.filter(([, value]) => value !== undefined)),
    }).toEqual({ opening, ...expected });
  });

  test.each([
    '/places/china',
    '/actors/kyrgyz-authorities',
    '/actors/government-of-kyrgyzstan?asOf=2015-01-01T00:00:00Z',
  ])('%s, of which no event is on record, is told no sum', async (path) => {
    expect(await openingOf(path)).not.toMatch(/sum|estimate|civilians/);
  });
});
