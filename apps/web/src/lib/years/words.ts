import { m } from '#paraglide/messages.js';
import { labelOf } from '../figures/labels.ts';
import { countText, numberText, quantityText } from '../format/numbers.ts';
import { boundsText } from '../format/times.ts';
import type { Count, Panel, YearFigure } from './years.ts';
import { dyadName } from '../language/dyad-name.ts';
import { readName } from '../language/translation.ts';

/** "59", "at least 30", "152 (140–180)". */
export const countedText = ({ low, best, high, claim }: Count): string =>
  quantityText(claim?.quantity ?? { low, best, high, quantifier: 'EXACT' });

/** What the number counts: whom, of what, and of which days. */
export function scopeText(count: Count): string {
  if (count.of === 'SUM') {
    const { events, eventsWithoutFigure, deathsSpanning, dataset } = count.sum;
    return [
      m.years_sum({ events: countText(events, 'event'), dataset: dataset!.name }),
      eventsWithoutFigure > 0 &&
        m.years_sum_without({ events: countText(eventsWithoutFigure, 'event') }),
      deathsSpanning?.best &&
        m.years_sum_spanning({ deaths: countText(deathsSpanning.best, 'death') }),
    ]
      .filter(Boolean)
      .join(' ');
  }
  const { about, period } = count.figure;
  const time = period ?? about.time;
  return [
    whoseText(count.figure),
    about.__typename === 'Event' ? readName(about) : null,
    time && boundsText(time),
  ]
    .filter(Boolean)
    .join('; ');
}

/** Of a place itself no side is asked: all who are there are counted. */
function whoseText(figure: YearFigure): string | null {
  if (figure.dyad) return dyadName(figure.dyad);
  return figure.about.__typename === 'Place' && !figure.party ? null : labelOf(figure);
}

/** Why the numbers of a panel differ, as far as the record tells; of who is right it tells nothing. */
export function reasonsOf({ counts }: Panel): string[] {
  if (counts.length < 2) return [];
  const claims = counts.filter(({ of }) => of === 'CLAIM');
  const scopes = Map.groupBy(counts, (count) => scopeOf(count));
  const isSummed = claims.length < counts.length;
  return [
    isSummed && claims.length > 0 && m.years_why_sum(),
    isSummed && claims.length === 0 && m.years_why_datasets(),
    new Set(claims.map(whoseOf)).size > 1 && m.years_why_scope(),
    new Set(claims.map(daysOf)).size > 1 && m.years_why_days(),
    ...[...scopes.values()].map(sameText),
  ].filter((reason) => typeof reason === 'string');
}

const whoseOf = ({ figure }: Count) =>
  JSON.stringify([figure?.population, figure?.party?.name, figure?.place?.name, figure?.dyad]);

const daysOf = ({ figure }: Count) => {
  const time = figure?.period ?? figure?.about.time;
  return time && boundsText(time);
};

/** Only claims of one figure say that they count the same. */
const scopeOf = (count: Count) => count.figure?.figureId ?? count.id;

/** Of claimants who count the same, the one who counts most and the one who counts least. */
function sameText(given: readonly Count[]): string | null {
  // A bound or a round number is no number to subtract.
  const counts = given.filter(({ claim }) => claim?.quantity?.quantifier === 'EXACT');
  if (counts.length < 2) return null;
  const [most, least] = [counts[0]!, counts.at(-1)!];
  if (most.best === least.best) return null;
  return m.years_why_same({
    whom: labelOf(most.figure!),
    most: most.claimant.name,
    least: least.claimant.name,
    difference: numberText(most.best - least.best),
  });
}
