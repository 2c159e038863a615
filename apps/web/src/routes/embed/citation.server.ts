import type { Cited } from '#lib/tools/citation.ts';
import type { Embedded } from './embedded.server.ts';

/** A claim or a figure as it is cited: by who says it, through whom, and the dataset that has it. */
export function citedOf({ number, asOf, page, dataset }: Embedded): Cited {
  const statement = number.number
    ? `${number.what}: ${number.number}`
    : (number.summary ?? number.what);
  return {
    title: `${number.about}. ${statement}`,
    url: page,
    asOf,
    readAt: null,
    source: dataset?.citation ?? null,
    claimants: [...new Set(number.claimants)],
    through: number.through,
  };
}
