import { error, redirect } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { redirectToOwn } from '#lib/address/canonical.ts';
import { asOfLink, briefPath, placePath } from '#lib/address/paths.ts';
import { allAsked } from '#lib/api/all-asked.ts';
import { asOfOf } from '#lib/api/as-of.ts';
import { ask, questionLink } from '#lib/api/client.server.ts';
import { askedWithin, countryKey } from '#lib/geo/country-filter.server.ts';
import { orNearly } from '#lib/search/nearly.server.ts';
import { withinSpan } from '#lib/span/index-span.ts';
import { spanOf, type Span } from '#lib/span/span.ts';
import { statisticsOf } from '#lib/statistics/periods.ts';
import { claimantsOf } from '#lib/totals/claimants.ts';
import { numberOfTotals } from '#lib/reuse/sum.ts';
import { totalsText } from '#lib/totals/sentence.ts';
import { countedYears } from '#lib/years/years.ts';
import { eventsMap } from '../../explore/events-map.server.ts';
import { BriefMapThen, BriefPictures, CountryBrief, QUESTIONS, type Question } from './brief.ts';
import type { PageServerLoad, PageServerLoadEvent } from './$types';

/** So many names have room on a map beside the words. */
const NAMES = 12;

export const load: PageServerLoad = (event) =>
  orNearly(event, { type: 'PLACE', slug: event.params.slug }, briefOf(event));

async function briefOf(event: PageServerLoadEvent) {
  const slug = countryKey(event.params.slug);
  const asOf = asOfOf(event.url);
  const span = spanOf(event.url);
  const { variables, answers } = await askedWithin(
    slug,
    async (country) => {
      const within = { ...country, ...withinSpan(span) };
      const variables = { slug, place: slug, within, span, asOf };
      const answers = await allAsked([
        ask(event, CountryBrief, variables),
        ask(event, QUESTIONS.counted, variables),
        ask(event, BriefPictures, { within, asOf, isThen: asOf !== null }),
        asOf === null ? null : ask(event, BriefMapThen, { within, asOf }),
      ]);
      return { variables, answers };
    },
    ({ answers: [{ data }] }) => data.place,
  );
  const [{ data, playground }, { data: claims }, { data: pictures }, then] = answers;
  const cells = then?.data.map ?? pictures.map ?? [];
  const { place } = data;
  if (!place) {
    error(404, m.faults_no_place({ slug: event.params.slug }));
  }
  // A brief is of a country; of what lies in one there is its page.
  if (place.kind !== 'COUNTRY') redirect(307, asOfLink(placePath(place), asOf));
  redirectToOwn(event, place, briefPath(place));
  const claimants = claimantsOf(data.summed);
  const figures = (claims.claimed?.figures ?? []).filter(({ period }) => isWithin(period, span));
  return {
    asOf,
    span,
    playground,
    place,
    claimants,
    totals: totalsText('COUNTRY', place.totals, claimants, asOf),
    sum: numberOfTotals({ root: 'places', ...place }, data.summed, data.coverage),
    years: data.years,
    violence: data.violence,
    dyads: data.dyads.filter(({ dyad }) => dyad),
    regions: data.regions,
    figures,
    ofConflicts: data.ofConflicts.nodes.filter(({ about }) => about.__typename !== 'Place'),
    statistics: statisticsOf(pictures.months, pictures.years, [], pictures.coverage),
    loaded: pictures.coverage,
    map: eventsMap(cells, variables.within, asOf, pictures.labels.slice(0, NAMES)),
    counted: countedYears(claims.counted, figures),
    // One that speaks of no days, such as IDMC's, tells of none that nothing happened.
    coverage: data.coverage.filter(({ days }) => days.length > 0),
    queries: Object.fromEntries(
      Object.entries(QUESTIONS).map(([name, document]) => [
        name,
        questionLink(document, variables),
      ]),
    ) as Record<Question, string>,
  };
}

/** What has no days of its own is of all time, and of no span. */
const isWithin = (
  period: { earliest: string; latest: string } | null | undefined,
  span: Span | null,
): boolean =>
  !span ||
  (period !== null &&
    period !== undefined &&
    period.earliest.slice(0, 10) >= span.from &&
    period.latest.slice(0, 10) <= span.to);
