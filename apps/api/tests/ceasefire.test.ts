import { claims } from '@casus/store/tables/claim';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('the question that the record was built for is answered', async () => {
  const { data, errors } = await api.ask(`
    { conflict(slug: "kyrgyzstan-tajikistan") {
        name kind
        figures(metric: EVACUATED, asOf: "2022-09-16T23:59:59Z") { low high contested claims { claimant { name } quantity { best } attribution { role actor { name } } } }
        agreements(first: 5) { edges { node { kind status(asOf: "2022-09-16T23:59:59Z") effectiveAt declarations { actor { name } } allegedViolations { accuser { name } } } } } } }`);
  expect(errors).toEqual([]);
  expect(data).toMatchInlineSnapshot(`
    {
      "conflict": {
        "agreements": {
          "edges": [
            {
              "node": {
                "allegedViolations": [
                  {
                    "accuser": {
                      "name": "Kyrgyz border guards",
                    },
                  },
                ],
                "declarations": [
                  {
                    "actor": {
                      "name": "Government of Kyrgyzstan",
                    },
                  },
                  {
                    "actor": {
                      "name": "Government of Tajikistan",
                    },
                  },
                ],
                "effectiveAt": "2022-09-16T10:00:00.000Z",
                "kind": "CEASEFIRE",
                "status": "BREACH_ALLEGED",
              },
            },
          ],
        },
        "figures": [
          {
            "claims": [
              {
                "attribution": [
                  {
                    "actor": {
                      "name": "Kyrgyz authorities",
                    },
                    "role": "CLAIMANT",
                  },
                  {
                    "actor": {
                      "name": "Unnamed news outlet (report of 16 September 2022)",
                    },
                    "role": "PUBLISHER",
                  },
                ],
                "claimant": {
                  "name": "Kyrgyz authorities",
                },
                "quantity": {
                  "best": 120000,
                },
              },
            ],
            "contested": false,
            "high": 120000,
            "low": 120000,
          },
        ],
        "kind": "INTERSTATE",
        "name": "Kyrgyzstan – Tajikistan",
      },
    }
  `);
});

test.each([
  ['09:00', null],
  ['10:00', 'ANNOUNCED'],
  ['23:59', 'BREACH_ALLEGED'],
])('at %s UTC of 16 September 2022 the ceasefire stood at %s', async (hour, status) => {
  const { data } = await api.ask(
    `query ($asOf: DateTime!) {
      conflict(slug: "kyrgyzstan-tajikistan") { agreements { nodes { status(asOf: $asOf) milestones(asOf: $asOf) { status } } } }
    }`,
    { asOf: `2022-09-16T${hour}:00Z` },
  );
  const [ceasefire] = data.conflict.agreements.nodes;
  expect(ceasefire.status).toBe(status);
  expect(ceasefire.milestones.at(-1)?.status ?? null).toBe(status);
});

test('what is asked as of a moment holds nothing that was said later', async () => {
  const { data } = await api.ask(`{
    conflict(slug: "kyrgyzstan-tajikistan") {
      then: claims(first: 100, asOf: "2022-09-17T00:00:00Z") { totalCount nodes { assertedAt { latest } } }
      now: claims { totalCount }
      figures(metric: DEATHS, asOf: "2022-09-17T00:00:00Z") { claims { assertedAt { latest } } }
    }
  }`);
  const { then, now, figures } = data.conflict;
  const moments = [...then.nodes, ...figures.flatMap((figure: typeof then) => figure.claims)].map(
    ({ assertedAt }) => assertedAt.latest,
  );
  expect(moments.length).toBeGreaterThan(10);
  expect(moments.every((latest) => latest <= '2022-09-17T00:00:00.000Z')).toBe(true);
  expect(then.totalCount).toBe(then.nodes.length);
  expect(now.totalCount).toBeGreaterThan(then.totalCount);
});

test('allegations that were withdrawn are told where they are asked for', async () => {
  const slug = 'kyrgyzstan-tajikistan-ceasefire-2022-09-16';
  const [before] = (
    await api.ask(`{ agreement(slug: "${slug}") { allegedViolations { claim { id slug } } } }`)
  ).data.agreement.allegedViolations;
  const at = '2022-09-20T10:00:00.000Z';
  await api.store.db
    .update(claims)
    .set({ withdrawnAt: at })
    .where(eq(claims.slug, before.claim.slug));
  const { data, errors } = await api.ask(`{ agreement(slug: "${slug}") {
    standing: allegedViolations { claim { id } }
    withdrawn: allegedViolations(withdrawn: true) { claim { id slug } }
    then: allegedViolations(withdrawn: true, asOf: "2022-09-20T09:59:59Z") { claim { id } }
  } }`);
  expect(errors).toEqual([]);
  expect(data.agreement).toEqual({ standing: [], withdrawn: [before], then: [] });
});
