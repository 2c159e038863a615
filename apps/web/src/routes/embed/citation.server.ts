import { m } from '#paraglide/messages.js';
import { numberText } from '#lib/format/numbers.ts';
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
    claimants: [
      ...new Set(number.claimants),
      ...(number.more > 0 ? [m.figures_more({ count: numberText(number.more) })] : []),
    ],
    through: number.through,
  };
}
