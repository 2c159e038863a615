import { beforeAll, describe, expect, test } from 'vitest';
import { noBrowser, open, site } from './browser.ts';
import { expectedOf, summed } from './opening.ts';

const AS_OF = '2022-09-16T23:59:59Z';

/** Each sort of page that opens with a sum: its address, its card, and which events it is of. */
const SUBJECTS = [
  ['/conflicts/kyrgyzstan-tajikistan', 'conflicts', { conflicts: ['kyrgyzstan-tajikistan'] }],
  ['/actors/government-of-tajikistan', 'actors', { actors: ['government-of-tajikistan'] }],
  ['/dyads/kyrgyzstan-tajikistan', 'dyads', { dyads: ['kyrgyzstan-tajikistan'] }],
  ['/places/batken-region', 'places', { places: ['batken-region'] }],
  ['/countries/kyrgyzstan', 'places', { countries: ['KG'] }],
] as const;

const cardOf = (path: string, root: string) => `/embed/totals/${root}/${path.split('/').at(-1)}`;
const text = async (path: string) => (await fetch(site + path)).text();
const captionIn = (html: string) =>
  (/<p class="caption[^>]*>(.*?)<\/p>/s.exec(html)?.[1] ?? '').replace(/<!--.*?-->/gs, '');

describe.skipIf(noBrowser)('the sum that a page opens with', () => {
  let api = '';
  beforeAll(async () => {
    [, api = ''] = /\[GraphQL\]\((\S+)\)/.exec(await text('/llms.txt'))!;
  });

  test.each(
    SUBJECTS.flatMap((subject) => [null, AS_OF].map((asOf) => [...subject, asOf] as const)),
  )(
    '%s has a caption on its card, with all that a sum needs, by the API’s events (as of $3)',
    async (path, root, filter, asOf) => {
      const html = await text(cardOf(path, root) + (asOf ? `?asOf=${asOf}` : ''));
      const caption = captionIn(html);
      const expected = expectedOf(await summed(api, filter, asOf));
      const { best, low, high, whose, events, first, last } = expected;
      const span = first ? `${first} – ${last}` : expected['only'];
      const number = low === high ? best : `${best} (${low}–${high})`;
      expect(caption).toContain(
        ` (${span}). Deaths, sum of the estimates of ${events} events: ${number}, according to ${whose}; in UCDP Candidate Events Dataset 21.01.21.12; of which days all is covered is not on record`,
      );
      expect(/adding nothing: (\S+) event/.exec(caption)?.[1]).toBe(expected['without']);
      expect(caption.includes('as of 16 September 2022')).toBe(asOf !== null);
      // What the picture is called, and what is cited, say the same.
      const svg = await text(`${cardOf(path, root)}/card.svg${asOf ? `?asOf=${asOf}` : ''}`);
      expect(svg).toContain(`: ${number}, according to ${whose};`);
      const cited = await text(`${cardOf(path, root)}/citation.txt${asOf ? `?asOf=${asOf}` : ''}`);
      expect(cited).toContain(`: ${number}; of which days`);
      expect(cited).toContain('Data: ');
    },
  );

  test.each(SUBJECTS)('%s is offered where it stands, and to programs', async (path, root) => {
    const page = await open(path, { javaScriptEnabled: false });
    const use = page.locator('details.use', { hasText: 'sum of the estimates' }).first();
    await use.locator('summary').click();
    await expect.poll(() => use.innerText()).toContain('Follows the record');
    expect(await use.innerText()).toContain(captionIn(await text(cardOf(path, root))).slice(0, -1));
    const found = await page.locator('link[type="application/json+oembed"]').getAttribute('href');
    const answer = await (await fetch(`${found}&maxwidth=420`)).json();
    expect(answer).toMatchObject({ version: '1.0', type: 'rich', width: 420 });
    expect(answer.html).toContain(`${site}${cardOf(path, root)}`);
    expect(answer.author_name).toBe('Uppsala Conflict Data Program');
  });

  test('is framed by anybody, under a policy of its own, without a script', async () => {
    const answer = await fetch(site + cardOf('/dyads/kyrgyzstan-tajikistan', 'dyads'));
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toMatch(/default-src 'none'.*frame-ancestors \*/);
    expect(policy).not.toContain('script-src');
    expect(await answer.text()).not.toContain('<script');
  });

  test.each([
    ['ru', 'Погибшие, сумма оценок по событиям'],
    ['ky', 'Каза болгондор, окуялардын бааларынын суммасы'],
    ['tg', 'Ҳалокшудагон, ҷамъи арзёбиҳои рӯйдодҳо'],
  ])('speaks the language of its address: %s', async (language, words) => {
    for (const [path, root] of SUBJECTS) {
      const html = await text(`/${language}${cardOf(path, root)}`);
      expect(html).toContain(`<html lang="${language}"`);
      expect(captionIn(html)).toContain(words);
      expect(captionIn(html)).toContain('UCDP Candidate Events Dataset 21.01.21.12');
    }
  });

  test('is none of what has no event with an estimate, or is not there', async () => {
    const status = async (path: string) => (await fetch(site + path)).status;
    expect(await status('/embed/totals/actors/kyrgyz-authorities')).toBe(404);
    expect(await status('/embed/totals/places/nowhere')).toBe(404);
    expect(await status('/embed/totals/claims/kgz-tjk-deaths-17')).toBe(404);
    expect(await status(`${cardOf('/dyads/kyrgyzstan-tajikistan', 'dyads')}?asOf=2015-01-01`)).toBe(
      404,
    );
    const bare = await text('/actors/kyrgyz-authorities');
    expect(bare).not.toContain('application/json+oembed');
  });
});
