import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';
import { REPORT_FACTS } from './report-facts.ts';

const REPORT = 'kgz-tjk-report-2022-09-16';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test.each(REPORT_FACTS)(
  'paragraph $paragraph: $fact',
  async ({ claim: slug, paragraph, expect: wanted }) => {
    const { data, errors } = await api.ask(
      `query ($slug: String!) {
      claim(slug: $slug) {
        kind metric population stance
        quantity { best }
        claimant { name }
        attribution { role actor { name } report { slug } locator }
      }
    }`,
      { slug },
    );
    expect(errors).toEqual([]);
    const { attribution, quantity, claimant, ...claim } = data.claim;
    const found = {
      ...claim,
      best: quantity?.best,
      claimant: claimant.name,
      chain: attribution.map(
        ({ role, actor }: { role: string; actor: { name: string } }) => `${role}:${actor.name}`,
      ),
    };
    expect(found).toMatchObject(wanted);
    // The last step is the report itself, at the paragraph.
    const published = attribution.at(-1);
    expect([published.role, published.report.slug]).toEqual(['PUBLISHER', REPORT]);
    expect(published.locator).toMatch(
      paragraph === 0 ? /^headline/ : new RegExp(`^paragraph ${paragraph}\\b`),
    );
  },
);

test("the report's own page holds every one of them, in its order", async () => {
  const { data } = await api.ask(
    `query ($slug: String!) {
      report(slug: $slug) { claims(first: 100) { totalCount nodes { slug attribution { report { slug } locator } } } }
    }`,
    { slug: REPORT },
  );
  const { nodes, totalCount } = data.report.claims;
  expect(totalCount).toBe(nodes.length);
  expect(nodes.map(({ slug }: { slug: string }) => slug).sort()).toEqual(
    [...new Set(REPORT_FACTS.map(({ claim }) => claim))].sort(),
  );
  const paragraphs = nodes.map(({ attribution }: { attribution: { locator: string }[] }) =>
    Number(/\d+/.exec(attribution.at(-1)!.locator)?.[0] ?? 0),
  );
  expect(paragraphs).toEqual([...paragraphs].sort((a, b) => a - b));
});
