import type { ReportPageQuery } from '../../../gql/graphql.ts';

export type ReportClaim = NonNullable<ReportPageQuery['report']>['claims']['nodes'][number];

/** Claims that stand together in the report, under the place where they stand. */
export interface Passage {
  locator: string | null;
  claims: ReportClaim[];
}

/** Where in this report a claim stands: "paragraph 2", without the remarks that may follow it. */
export function locatorIn(slug: string, { attribution }: Pick<ReportClaim, 'attribution'>) {
  const step = attribution.find(({ report, locator }) => report?.slug === slug && locator);
  return step?.locator?.split(',')[0] ?? null;
}

/** The claims of a report by the passage they come from, in the order of the report. */
export function passagesOf(slug: string, claims: readonly ReportClaim[]): Passage[] {
  const passages: Passage[] = [];
  for (const claim of claims) {
    const locator = locatorIn(slug, claim);
    const open = passages.at(-1);
    if (open && open.locator === locator) open.claims.push(claim);
    else passages.push({ locator, claims: [claim] });
  }
  return passages;
}
