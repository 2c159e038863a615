import { m } from '#paraglide/messages.js';
import { numberText } from '../format/numbers.ts';
import { momentText } from '../format/times.ts';
import { throughText, type ReusedNumber } from './number.ts';

/**
 * The number in one breath, to stand under a picture or in a text: "Panjsher province (21 August 2021).
 * Deaths: 183 (171–184), according to Uppsala Conflict Data Program, through BBC News; in UCDP GED 22.1; said
 * January 2022; as of 27 November 2026"; of a sum, also of which days it is. `asOf`: the moment it is told of; null where it
 * follows the record. `isToCome`: that moment is still to come, and it follows the record until then.
 */
export function captionText(number: ReusedNumber, asOf: string | null, isToCome = false): string {
  const { about, happened, what, rows, word, through, datasets, notes, assertedAt } = number;
  const statement = number.number
    ? m.reuse_number({ what: what ?? '', number: number.number })
    : (number.summary ?? what ?? '');
  return [
    [
      statement.replace(/\.$/, '') + (rows.length === 0 && word ? `. ${word}` : ''),
      accordingTo(number),
      through.length > 0 && m.reuse_through({ through: throughText(through) }),
    ]
      .filter(Boolean)
      .join(', '),
    rows.length > 1 && number.isContested && m.figures_contested(),
    datasets.length > 0 && m.reuse_dataset({ dataset: throughText(datasets) }),
    ...notes,
    assertedAt && m.reuse_said({ when: assertedAt }),
    asOf && (isToCome ? m.reuse_follows_until : m.reuse_as_of)({ moment: momentText(asOf) }),
  ]
    .filter(Boolean)
    .join('; ')
    .replace(/^/, () => `${about}${happened ? ` (${happened})` : ''}. `);
}

/** Each claimant, with its own number where they are several. */
function accordingTo({ rows, more }: ReusedNumber): string {
  const [only, ...others] = rows;
  if (!only) return '';
  if (others.length === 0) return m.reuse_according({ claimant: only.claimant });
  const named = rows.map(({ claimant, text }) => `${claimant} (${text})`).join(', ');
  return m.reuse_according({
    claimant: more > 0 ? m.reuse_more({ named, count: numberText(more) }) : named,
  });
}
