import type { Statement } from './statement.ts';

/** The first page of a whole list, in Casus's form; a cursor is the row's place in the order. */
const firstPage = (
  table: string,
  { place, order, node }: { place: string; order: string; node: string },
) => `
  (select json_build_object(
    'totalCount', (select count(*) from ${table}),
    'pageInfo', json_build_object(
      'startCursor', max(${place}) filter (where at = 1),
      'endCursor', max(${place}) filter (where at = least($1::int, of)),
      'hasNextPage', max(of) > $1::int,
      'hasPreviousPage', false),
    'nodes', coalesce(json_agg(${node} order by at) filter (where at <= $1::int), '[]'))
   from (select *, row_number() over (order by ${order}) as at, count(*) over () as of
         from (select * from ${table} order by ${order} limit $1::int + 1) slice) row)`;

const NAME = `name collate "C", key collate "C"`;

/** The bounds of a time whose columns begin with a word. */
const bounds = (prefix: string, zone: string) => `json_build_object(
  'earliest', ${prefix}earliest, 'latest', ${prefix}latest, 'precision', ${prefix}precision,
  'edtf', ${prefix}edtf, 'zone', ${zone})`;

const slugAndName = (table: string, key: string) => `
  (select json_build_object('slug', coalesce(slug, derived_slug, key), 'name', name) from ${table} where key = ${key})`;

const PLACES_PAGE = `
  select json_build_object('places', ${firstPage('places', {
    place: `name || ' ' || key`,
    order: NAME,
    node: `json_build_object(
      'slug', coalesce(slug, derived_slug, key), 'name', name, 'kind', kind,
      'parent', ${slugAndName('places', 'row.parent_key')},
      'country', ${slugAndName('places', 'row.country_key')})`,
  })})`;

const REPORTS_PAGE = `
  select json_build_object('reports', ${firstPage('reports', {
    place: `coalesce(published_latest::text, '') || ' ' || key`,
    order: `coalesce(published_latest, timestamptz '0001-01-01 00:00:00+00') desc, key collate "C" desc`,
    node: `json_build_object(
      'slug', coalesce(slug, key), 'title', title, 'language', language,
      'publishedAt', case when published_earliest is not null then ${bounds('published_', 'published_zone')} end,
      'publisher', ${slugAndName('actors', 'row.publisher_key')})`,
  })})`;

const DATASETS_PAGE = `
  select json_build_object(
    'datasets', (select coalesce(json_agg(json_build_object(
      'slug', dataset.key, 'name', dataset.name, 'version', version, 'licence', licence,
      'citation', citation, 'url', url, 'importedAt', imported_at, 'rowsRead', rows_read,
      'rowsKept', rows_kept, 'rowsFlagged', rows_flagged, 'rowsRejected', rows_rejected,
      'provider', ${slugAndName('actors', 'dataset.provider_key')},
      'releasedAt', ${bounds('released_', 'null')}) order by dataset.name, version), '[]')
      from datasets dataset),
    'auditLog', json_build_object('nodes', (select coalesce(json_agg(json_build_object(
      'at', at, 'action', action, 'operator', operator, 'sha256', sha256,
      'rowsRead', rows_read, 'rowsAdded', rows_added, 'rowsUpdated', rows_updated, 'withdrawn', withdrawn,
      'release', (select json_build_object('slug', key, 'name', name, 'version', version)
                  from datasets where key = entry.release_key)) order by at desc, key desc), '[]')
      from (select * from audit_entries order by at desc, key desc limit 10) entry)))`;

/** As the worked question asks for them when nobody gives it other variables. */
const VIOLENT_EVENTS = `
  with found as not materialized (
    select * from events
    where country_key in (select key from places where country_code = 'KG')
      and latest >= '2021-04-01T00:00:00Z' and earliest <= '2021-05-31T23:59:59.999Z'
      and violence in ('STATE_BASED', 'NON_STATE', 'ONE_SIDED'))
  select json_build_object('events', (
    select json_build_object(
      'totalCount', (select count(*) from found),
      'pageInfo', json_build_object(
        'hasNextPage', count(*) > 20,
        'endCursor', max(deaths_best::text || ' ' || key) filter (where at = 20)),
      'nodes', coalesce(json_agg(json_build_object(
        'name', name, 'violence', violence,
        'time', json_build_object('edtf', edtf, 'precision', precision),
        'location', case when location_precision is not null then json_build_object(
          'place', (select json_build_object('name', name) from places where key = event.place_key),
          'latitude', latitude, 'longitude', longitude, 'precision', location_precision) end,
        'deaths', case when deaths_best is not null then json_build_object(
          'low', deaths_low, 'best', deaths_best, 'high', deaths_high) end,
        'qualityFlags', quality_flags) order by at) filter (where at <= 20), '[]'))
    from (select *, row_number() over (order by coalesce(deaths_best, -1) desc, key collate "C" desc) as at
          from (select * from found
                order by coalesce(deaths_best, -1) desc, key collate "C" desc limit 21) slice) event))`;

const DEATHS_BY_MONTH = `
  select json_build_object('eventStatistics', coalesce(json_agg(json_build_object(
    'month', to_char(month, 'YYYY-MM'),
    'country', (select json_build_object('name', name) from places where key = months.country_key),
    'events', events, 'eventsWithoutFigure', without,
    'deaths', case when best is not null then json_build_object('low', low, 'best', best, 'high', high) end)
    order by month, months.country_key collate "C"), '[]'))
  from (select date_trunc('month', earliest) as month, country_key, count(*) as events,
          count(*) - count(deaths_best) as without,
          sum(deaths_low) as low, sum(deaths_best) as best, sum(deaths_high) as high
        from events
        where latest >= '2021-01-01T00:00:00Z' and earliest <= '2022-12-31T23:59:59.999Z'
          and country_key in (select key from places where country_code in ('KG', 'TJ'))
        group by 1, 2) months`;

const CHAIN_OF_ONE_CLAIM = `
  select json_build_object('claim', (
    select json_build_object(
      'summary', claim.summary,
      'quantity', case when coalesce(low, best, high) is not null then json_build_object(
        'low', low, 'best', best, 'high', high, 'quantifier', quantifier) end,
      'assertedAt', json_build_object(
        'earliest', asserted_earliest, 'latest', asserted_latest, 'precision', asserted_precision),
      'attribution', (
        select coalesce(json_agg(json_build_object(
          'position', position, 'role', role,
          'actor', json_build_object('name', actor.name, 'kind', actor.kind),
          'locator', nullif(concat_ws(', ',
            case when paragraph = 0 then 'headline' else 'paragraph ' || paragraph end, locator), ''),
          'report', case when report.key is not null
            then json_build_object('title', report.title, 'url', report.url) end) order by ordinal), '[]')
        from claim_attributions step
        join actors actor on actor.key = step.actor_key
        left join reports report on report.key = step.report_key
        where step.claim_key = claim.key),
      'sourceReliability', source_reliability,
      'informationCredibility', information_credibility,
      'supersedes', (select json_build_object('summary', summary) from claims
                     where key = claim.supersedes_key))
    from claims claim where slug = 'kgz-tjk-fled-18500'))`;

const first = ({ first }: Record<string, unknown>) => [first];

/** Operations of the site's pages and worked questions, by their names, written by hand as one statement. */
export const SITE_STATEMENTS: Record<string, Statement> = {
  PlacesPage: { text: PLACES_PAGE, values: first },
  ReportsPage: { text: REPORTS_PAGE, values: first },
  DatasetsPage: { text: DATASETS_PAGE, values: () => [] },
  ViolentEventsOfACountry: { text: VIOLENT_EVENTS, values: () => [] },
  DeathsByMonthAndCountry: { text: DEATHS_BY_MONTH, values: () => [] },
  ChainOfOneClaim: { text: CHAIN_OF_ONE_CLAIM, values: () => [] },
};

const DERIVED = 'figures or an agreement’s status, which rules derive from claims';
const SEARCH = 'search: it could only repeat Casus’s own statement';
const MERGED = 'a timeline or changes, merged from several lists by rules';

const TOTALS = 'the order and the sums of totals: it could only read the same kept sums';

/** Why an operation is not written by hand; of one that is named in neither list it is not written yet. */
export const NOT_BY_HAND: Record<string, string> = {
  ...Object.fromEntries(
    [
      'HomePage',
      'ConflictPage',
      'EventPage',
      'ActorPage',
      'PlacePage',
      'AgreementPage',
      'AgreementsPage',
      'Quickstart',
      'Methodology',
      'Concepts',
      'Styleguide',
      'WhoSaysHowManyDied',
      'HowTheCeasefireFared',
      'WhatWasKnownThatNight',
    ].map((name) => [name, DERIVED]),
  ),
  ConflictsPage: TOTALS,
  ...Object.fromEntries(
    ['SearchPage', 'Suggestions', 'ExploreSuggested', 'SearchInAnySpelling'].map((name) => [
      name,
      SEARCH,
    ]),
  ),
  ...Object.fromEntries(
    [
      'ConflictHistory',
      'TimelineOfADay',
      'LatestChange',
      'ChangesPage',
      'AboutPage',
      'WhatChangedThatDay',
    ].map((name) => [name, MERGED]),
  ),
};
