import { describe, expect, test } from 'vitest';
import { answerOf } from '../answer-of.ts';
import { noBrowser, open } from '../browser.ts';

const BRIEF = '/countries/ethiopia';

describe.skipIf(noBrowser)(
  'the brief of a country that several count (skipped where ../shared is absent)',
  () => {
    test('has who says how many, year by year, as its query answers', async () => {
      const page = await open(BRIEF, { javaScriptEnabled: false });
      const section = page.locator('.counted');
      const { counted } = (await answerOf(section)) as {
        counted: { year: number; deaths: { best: number } | null }[];
      };
      const years = await section.locator('h3').allTextContents();
      const sums = counted.filter(({ year, deaths }) => deaths && years.includes(`${year}`));
      expect(sums.length).toBeGreaterThan(0);
      const words = await section.textContent();
      for (const { deaths } of sums) expect(words).toContain(deaths!.best.toLocaleString('en'));
      // Beside the sums stand the numbers that claimants give themselves.
      expect(words).toContain('Internal Displacement Monitoring Centre');
    });

    test('is one page of paper', async () => {
      const page = await open(BRIEF);
      const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
      expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    });
  },
);
