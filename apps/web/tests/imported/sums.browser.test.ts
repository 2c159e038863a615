import { describe, expect, inject, test } from 'vitest';
import { noBrowser, open, site } from '../browser.ts';
import { expectedOf, summed } from '../opening.ts';

const SUBJECTS = [
  ['conflicts/ethiopia-oromiya', { conflicts: ['ethiopia-oromiya'] }],
  ['actors/tplf', { actors: ['tplf'] }],
  ['dyads/government-of-ethiopia-civilians', { dyads: ['government-of-ethiopia-civilians'] }],
  ['places/ethiopia/tigray', { places: ['ethiopia/tigray'] }],
  ['places/ethiopia', { countries: ['ET'] }],
] as const;

describe.skipIf(noBrowser)(
  'the sums of imported events as they are picked up (skipped where ../shared is absent)',
  () => {
    const api = inject('api');

    test('a bar of a picture ends before the number beside it', async () => {
      const page = await open('/embed/totals/dyads/government-of-afghanistan-taleban/card.svg');
      const [bar, number] = await page.evaluate(() => {
        const boxes = (selector: string) =>
          [...document.querySelectorAll<SVGGraphicsElement>(selector)].map((one) => one.getBBox());
        const [beside] = boxes('text[text-anchor=end]');
        const bars = boxes('rect').filter(({ y, height }) => y > 0 && height <= 14 && height > 0);
        const ends = bars.filter(({ y }) => Math.abs(y - beside!.y) < 40);
        return [Math.max(...ends.map(({ x, width }) => x + width)), beside!.x];
      });
      expect(bar!).toBeGreaterThan(500);
      expect(bar!).toBeLessThan(number!);
    });

    test.each(SUBJECTS)(
      '%s by the API’s events, with the days of its release',
      async (of, filter) => {
        const html = await (await fetch(`${site}/embed/totals/${of}`)).text();
        const caption = (/<p class="caption[^>]*>(.*?)<\/p>/s.exec(html)?.[1] ?? '')
          .replace(/<!--.*?-->/gs, '')
          .replaceAll('&lt;', '<');
        const expected = expectedOf(await summed(api, filter, null));
        expect({ caption, whose: /according to (.+?); in/.exec(caption)?.[1] }).toEqual({
          caption,
          whose: expected['whose'],
        });
        expect(caption).toContain(
          `estimates of ${expected['events']} events: ${expected['best']} (`,
        );
        expect(caption).toContain(`(${expected['first']} – ${expected['last']})`);
        for (const bound of ['low', 'high']) expect(caption).toContain(expected[bound]);
        const { data } = await (
          await fetch(api, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query: '{ coverage { dataset { name } days { from to } } }' }),
          })
        ).json();
        const days = (data.coverage as { days: { from: string; to: string }[] }[]).flatMap(
          (covered) => covered.days,
        );
        const told = [...caption.matchAll(/(\d+ \w+ \d{4}) – (\d+ \w+ \d{4})/g)].slice(1);
        expect(told.length).toBeGreaterThan(0);
        const dayOf = (text: string) => new Date(`${text} UTC`).toISOString().slice(0, 10);
        for (const [, from, to] of told) {
          expect(days).toContainEqual({ from: dayOf(from!), to: dayOf(to!) });
        }
      },
    );
  },
);
