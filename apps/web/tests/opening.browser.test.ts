import { beforeAll, describe, expect, test } from 'vitest';
import { noBrowser, site } from './browser.ts';
import { expectedOf, openingOf, summed, toldIn } from './opening.ts';

const PAGES = [
  ['/conflicts/kyrgyzstan-tajikistan', { conflicts: ['kyrgyzstan-tajikistan'] }],
  ['/places/kyrgyzstan', { countries: ['KG'] }],
  ['/places/tajikistan', { countries: ['TJ'] }],
  ['/places/batken-region', { places: ['batken-region'] }],
  ['/actors/government-of-kyrgyzstan', { actors: ['government-of-kyrgyzstan'] }],
  ['/dyads/kyrgyzstan-tajikistan', { dyads: ['kyrgyzstan-tajikistan'] }],
  ['/actors/government-of-tajikistan', { actors: ['government-of-tajikistan'] }],
] as const;

const MOMENTS = [null, '2022-09-16T23:59:59Z'];

describe.skipIf(noBrowser)('what a page opens with', () => {
  let api = '';
  beforeAll(async () => {
    const text = await (await fetch(`${site}/llms.txt`)).text();
    [, api = ''] = /\[GraphQL\]\((\S+)\)/.exec(text)!;
  });

  test.each(
    PAGES.flatMap(([path, filter]) => MOMENTS.map((asOf) => [path, asOf, filter] as const)),
  )('%s as of %s is the sum of its events', async (path, asOf, filter) => {
    const opening = await openingOf(site + (asOf ? `${path}?asOf=${asOf}` : path));
    const expected = expectedOf(await summed(api, filter, asOf));
    expect({ opening, ...toldIn(opening) }).toEqual({ opening, ...expected });
  });

  test('a conflict has between what numbers claimants put its deaths before what its events sum up to', async () => {
    const opening = await openingOf(`${site}/conflicts/kyrgyzstan-tajikistan`);
    expect(opening).toMatch(
      /Deaths claimed of “Border fighting of September 2022”: lowest 17 \(Unspecified sources[^)]*\).*, highest more than 100 \(Human Rights Watch\)\. Claims are not added up\. 17 events on record/,
    );
    // One claimant alone had spoken by then.
    const then = await openingOf(
      `${site}/conflicts/kyrgyzstan-tajikistan?asOf=2022-09-16T23:59:59Z`,
    );
    expect(then).not.toContain('Deaths claimed of');
  });

  test.each([
    '/places/china',
    '/actors/kyrgyz-authorities',
    '/actors/government-of-kyrgyzstan?asOf=2015-01-01T00:00:00Z',
  ])('%s, of which no event is on record, is told no sum', async (path) => {
    expect(await openingOf(site + path)).not.toMatch(/sum|estimate|civilians/);
  });
});
