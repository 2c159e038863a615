import { m } from '#paraglide/messages.js';
import type { Card } from '#lib/card/draw.server.ts';
import type { CardQuery } from '../../../../gql/graphql.ts';
import { boundsText } from '#lib/format/times.ts';
import { ACTOR_KIND, AGREEMENT_KIND, CONFLICT_KIND } from '#lib/vocabulary/kinds.ts';
import { EVENT_KIND, verbOf, VIOLENCE } from '#lib/vocabulary/words.ts';

/** What the card of a page without a thing of its own says. */
export const siteCard = (): Card => ({
  kicker: '',
  title: 'Casus',
  line: m.tools_about_site(),
});

/** The card of whatever was found; null where nothing was. */
export function cardOf({
  conflict,
  event,
  actor,
  place,
  agreement,
  report,
  claim,
}: CardQuery): Card | null {
  if (conflict) {
    const { kind, violence, name, parties } = conflict;
    const sort = kind ? CONFLICT_KIND[kind] : violence ? VIOLENCE[violence] : '';
    return card(
      sort,
      name,
      parties.map((party) => party.actor.name),
    );
  }
  if (event) {
    const { name, kind, time, location } = event;
    return card(EVENT_KIND[kind], name, [
      boundsText(time),
      location?.place?.name,
      location?.country?.name,
    ]);
  }
  if (actor) return card(ACTOR_KIND[actor.kind], actor.name, [actor.country?.name]);
  if (place) return card('', place.name, [place.country?.name]);
  if (agreement) {
    const { kind, name, parties } = agreement;
    return card(
      AGREEMENT_KIND[kind],
      name,
      parties.map((party) => party.name),
    );
  }
  if (report) {
    const { title, publisher, publishedAt } = report;
    return card(publisher?.name ?? '', title, [publishedAt && boundsText(publishedAt)]);
  }
  if (claim) {
    const { claimant, kind, stance, summary, assertedAt } = claim;
    const verb = verbOf(kind, stance);
    return card(claimant ? `${claimant.name} ${verb}` : verb, summary, [boundsText(assertedAt)]);
  }
  return null;
}

/** A place that is its own country, and a party named twice, are said once. */
function card(kicker: string, title: string, parts: (string | null | undefined)[]): Card {
  return { kicker, title, line: [...new Set(parts.filter(Boolean))].join(' · ') };
}
