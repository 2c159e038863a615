import { beforeAll, describe, expect, inject, test } from 'vitest';
import { noBrowser, site } from '../browser.ts';
import { expectedOf, openingOf, summed, toldIn } from '../opening.ts';

const SUBJECTS = /* GraphQL */ `
  {
    conflicts(orderBy: MOST_DEATHS, first: 40) {
      nodes {
        slug
        totals {
          events
        }
      }
    }
    actors(orderBy: MOST_DEATHS, first: 45) {
      nodes {
        slug
        totals {
          events
        }
      }
    }
    dyads(orderBy: MOST_DEATHS, first: 12) {
      nodes {
        slug
        totals {
          events
        }
      }
    }
    places(orderBy: MOST_DEATHS, first: 50) {
      nodes {
        slug
        kind
        countryCode
        totals {
          events
        }
      }
    }
  }
`;

interface Subject {
  slug: string;
  kind?: string;
  countryCode?: string | null;
  totals: { events: number };
}

/** To ask for more events one by one takes seconds, and reads no other sentence. */
const MOST_EVENTS = 2000;

describe.skipIf(noBrowser)(
  'what a hundred pages of imported events open with (skipped where ../shared is absent)',
  () => {
    const api = inject('api');
    let pages: { path: string; filter: object }[] = [];
    beforeAll(async () => {
      const answer = await fetch(api, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: SUBJECTS }),
      });
      const { data } = (await answer.json()) as {
        data: Record<'conflicts' | 'actors' | 'dyads' | 'places', { nodes: Subject[] }>;
      };
      const counted = ({ totals }: Subject) => totals.events > 0 && totals.events <= MOST_EVENTS;
      pages = [
        ...data.conflicts.nodes
          .filter(counted)
          .map(({ slug }) => ({ path: `/conflicts/${slug}`, filter: { conflicts: [slug] } })),
        ...data.actors.nodes
          .filter(counted)
          .map(({ slug }) => ({ path: `/actors/${slug}`, filter: { actors: [slug] } })),
        ...data.dyads.nodes
          .filter(counted)
          .map(({ slug }) => ({ path: `/dyads/${slug}`, filter: { dyads: [slug] } })),
        ...data.places.nodes.filter(counted).map(({ slug, kind, countryCode }) => ({
          path: `/places/${slug}`,
          filter: kind === 'COUNTRY' ? { countries: [countryCode] } : { places: [slug] },
        })),
      ];
    });

    test('is in every sentence what the API answers, direction and all', async () => {
      let read = 0;
      const wrong: object[] = [];
      const directions = new Set<string>();
      for (const { path, filter } of pages) {
        const opening = await openingOf(site + path);
        const told = toldIn(opening);
        const found = await summed(api, filter, null);
        // Without an estimate there is no sum to tell.
        const isSummed = found.events.some(({ deaths }) => deaths);
        const expected = isSummed ? expectedOf(found) : {};
        if (isSummed) read++;
        directions.add(expected.direction?.replaceAll(/[\d,]+/g, '#') ?? '');
        try {
          expect(told).toEqual(expected);
        } catch {
          wrong.push({ path, opening, told, expected });
        }
      }
      expect(wrong).toEqual([]);
      expect(read).toBeGreaterThanOrEqual(100);
      // What was read of how years compare; numbers are left out.
      expect([...directions].sort()).toMatchInlineSnapshot(`
        [
          "# is not compared with #: without an estimate in the two years: # event.",
          "In # the best estimates sum to # the same as in #.",
          "In # the best estimates sum to # which is # less than in # (#).",
          "In # the best estimates sum to # which is # more than in # (#).",
        ]
      `);
    }, 300_000);
  },
);
