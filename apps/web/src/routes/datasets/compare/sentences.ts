import { m } from '#paraglide/messages.js';
import { countText } from '#lib/format/numbers.ts';
import type { ReleaseComparisonQuery, ReleaseDiffKind } from '../../../gql/graphql.ts';

type Totals = ReleaseComparisonQuery['releaseDiff']['totals'];

interface Names {
  provider: string;
  from: string;
  to: string;
}

/** What the two releases say differently, in sentences that can be quoted each by itself. */
export function sentencesOf(totals: Totals, names: Names): string[] {
  const sentencesOf = (
    kind: ReleaseDiffKind,
    sentence: (given: Names & { events: string }) => string,
  ) => {
    const events = totals.find((one) => one.kind === kind)?.events ?? 0;
    return events > 0 ? [sentence({ ...names, events: countText(events, 'event') })] : [];
  };
  return [
    ...sentencesOf('DROPPED', m.releases_leaves_out),
    ...sentencesOf('ADDED', m.releases_has_more),
    ...sentencesOf('FIGURES_REVISED', m.releases_revises),
  ];
}

/** The same of the sum of deaths. */
export function netSentence(totals: Totals, names: Names): string {
  const all = totals.find(({ kind }) => kind === null);
  if (!all || all.events === 0) return m.releases_nothing(names);
  const { best } = all.deaths;
  if (best === 0) return m.releases_net_same(names);
  const given = { ...names, deaths: countText(Math.abs(best), 'death') };
  return best > 0 ? m.releases_net_more(given) : m.releases_net_fewer(given);
}
