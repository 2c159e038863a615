import { m } from '#paraglide/messages.js';
import type { TotalsSentenceFragment } from '../../gql/graphql.ts';
import { civiliansText } from '../deaths/split.ts';
import { countText, numberText } from '../format/numbers.ts';
import { dayText, momentText } from '../format/times.ts';

/** Of what the sums are: of the events that sources place in a country, of those at a place, of a conflict, of a pair of parties, or in which an actor took part. */
const EVENTS_OF = {
  COUNTRY: { now: m.totals_country, then: m.totals_country_by },
  PLACE: { now: m.totals_here, then: m.totals_here_by },
  CONFLICT: { now: m.totals_conflict, then: m.totals_conflict_by },
  DYAD: { now: m.totals_dyad, then: m.totals_dyad_by },
  ACTOR: { now: m.totals_party, then: m.totals_party_by },
};

/**
 * What a page opens with: how many events, when, how many died in them by the sums of their own estimates,
 * how many of those were civilians, and how that compares with the year before. Null where there is no event. `claimants`: whose estimates they are.
 */
export function totalsText(
  of: keyof typeof EVENTS_OF,
  totals: TotalsSentenceFragment,
  claimants: readonly string[],
  asOf: string | null,
  direction: string | null = null,
): string | null {
  const { deaths, eventsWithoutFigure } = totals;
  const dates = datesText(totals);
  if (totals.events === 0 || !dates) return null;
  const events = countText(totals.events, 'event');
  const whose = claimants.join(', ') || m.conflict_stats_providers();
  const opening = asOf
    ? EVENTS_OF[of].then({ events, dates, moment: momentText(asOf) })
    : EVENTS_OF[of].now({ events, dates });
  if (!deaths) return `${opening} ${m.conflict_stats_none()}`;
  return [
    opening,
    m.totals_deaths({
      whose,
      best: numberText(deaths.best),
      low: numberText(deaths.low),
      high: numberText(deaths.high),
    }),
    eventsWithoutFigure > 0
      ? m.conflict_stats_total_without({ events: countText(eventsWithoutFigure, 'event') })
      : '',
    civiliansText(deaths, whose, m.totals_civilians),
    direction,
  ]
    .filter(Boolean)
    .join(' ');
}

function datesText({ firstEventAt, lastEventAt }: TotalsSentenceFragment): string | null {
  if (!firstEventAt || !lastEventAt) return null;
  const first = dayText(firstEventAt);
  const last = dayText(lastEventAt);
  return first === last ? m.totals_date({ first }) : m.totals_dates({ first, last });
}
