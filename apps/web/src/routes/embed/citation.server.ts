import { m } from '#paraglide/messages.js';
import { numberText } from '#lib/format/numbers.ts';
import type { Cited } from '#lib/tools/citation.ts';
import type { Embedded } from './embedded.server.ts';

/** A claim, a figure or a sum as it is cited: by who says it and when, through whom and in what, and the datasets that have it. */
export function citedOf({ number, asOf, isToCome, page, datasets }: Embedded): Cited {
  const statement = number.number
    ? `${number.what}: ${number.number}`
    : (number.summary ?? number.what);
  return {
    title: `${number.about}${number.happened ? ` (${number.happened})` : ''}. ${statement}${number.isContested ? ` (${m.figures_contested()})` : ''}${number.notes.map((note) => `; ${note}`).join('')}`,
    url: page,
    asOf,
    isToCome,
    readAt: new Date().toISOString(),
    source: datasets.map(({ citation }) => citation).join('; ') || null,
    claimants: [
      ...new Set(number.claimants),
      ...(number.more > 0 ? [m.figures_more({ count: numberText(number.more) })] : []),
    ],
    through: number.through,
    reports: number.reports,
    said: number.assertedAt,
  };
}
