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
  (select json_build_object('slug', coalesce(slug, key), 'name', name) from ${table} where key = ${key})`;

const CONFLICTS_PAGE = `
  select json_build_object(
    'conflicts', ${firstPage('conflicts', {
      place: `name || ' ' || key`,
      order: NAME,
      node: `json_build_object(
        'slug', coalesce(slug, key), 'name', name, 'kind', kind, 'violence', violence,
        'incompatibility', incompatibility, 'incompatibilityOver', incompatibility_over,
        'startedOn', started_on, 'summary', summary)`,
    })},
    'curated', json_build_object('totalCount', (select count(*) from conflicts where slug is not null)),
    'all', json_build_object('totalCount', (select count(*) from conflicts)))`;

const PLACES_PAGE = `
  select json_build_object('places', ${firstPage('places', {
    place: `name || ' ' || key`,
    order: NAME,
    node: `json_build_object(
      'slug', coalesce(slug, key), 'name', name, 'kind', kind,
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
  select json_build_object('datasets', coalesce(json_agg(json_build_object(
    'slug', dataset.key, 'name', dataset.name, 'version', version, 'licence', licence,
    'citation', citation, 'url', url, 'importedAt', imported_at, 'rowsRead', rows_read,
    'rowsKept', rows_kept, 'rowsFlagged', rows_flagged, 'rowsRejected', rows_rejected,
    'provider', ${slugAndName('actors', 'dataset.provider_key')},
    'releasedAt', ${bounds('released_', 'null')}) order by dataset.name, version), '[]'))
  from datasets dataset`;

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

/** The card that is drawn of an event where it is shared; of no other entity. */
const CARD = `
  select json_build_object('event', (
    select json_build_object(
      'name', event.name, 'kind', event.kind,
      'time', json_build_object(
        'earliest', earliest, 'latest', latest, 'precision', precision, 'zone', zone),
      'location', case when location_precision is not null then json_build_object(
        'place', (select json_build_object('name', name) from places where key = event.place_key),
        'country', (select json_build_object('name', name) from places where key = event.country_key)) end)
    from events event where key = $1))`;

/** Of the events of one conflict, by its slug. */
const FIRST_PAGE = `
  with found as not materialized (
    select event.* from events event join conflicts conflict on conflict.key = event.conflict_key
    where conflict.slug = $1)
  select json_build_object('events', (
    select json_build_object(
      'totalCount', (select count(*) from found),
      'pageInfo', json_build_object(
        'hasNextPage', count(*) > 2,
        'endCursor', max(earliest::text || ' ' || key) filter (where at = 2)),
      'nodes', coalesce(json_agg(json_build_object('slug', coalesce(slug, key), 'name', name)
        order by at) filter (where at <= 2), '[]'))
    from (select *, row_number() over (order by earliest, key collate "C") as at
          from (select * from found order by earliest, key collate "C" limit 3) slice) event))`;

const AS_MANY_AS_THE_DOWNLOAD = `
  select json_build_object('events', json_build_object('totalCount', (
    select count(*) from events event join conflicts conflict on conflict.key = event.conflict_key
    where conflict.slug = $1 and event.deaths_best >= $2::int)))`;

const LOCATOR = `nullif(concat_ws(', ',
  case when paragraph = 0 then 'headline' else 'paragraph ' || paragraph end, locator), '')`;

/** What the site shows of a claim wherever it shows one. */
const CLAIM_CARD = `json_build_object(
  'slug', coalesce(claim.slug, claim.key), 'kind', claim.kind, 'metric', claim.metric,
  'stance', claim.stance, 'summary', claim.summary,
  'quantity', case when coalesce(claim.low, claim.best, claim.high) is not null then json_build_object(
    'low', claim.low, 'best', claim.best, 'high', claim.high, 'quantifier', claim.quantifier) end,
  'assertedAt', ${bounds('asserted_', 'asserted_zone')},
  'claimant', (select json_build_object('name', name, 'slug', coalesce(slug, key))
               from actors where key = claim.claimant_key),
  'attribution', (
    select coalesce(json_agg(json_build_object(
      'position', position, 'role', role, 'locator', ${LOCATOR},
      'actor', json_build_object(
        'name', actor.name, 'slug', coalesce(actor.slug, actor.key), 'kind', actor.kind),
      'report', case when report.key is not null then json_build_object(
        'title', report.title, 'slug', coalesce(report.slug, report.key), 'url', report.url) end)
      order by ordinal), '[]')
    from claim_attributions step
    join actors actor on actor.key = step.actor_key
    left join reports report on report.key = step.report_key
    where step.claim_key = claim.key),
  'sourceReliability', source_reliability, 'informationCredibility', information_credibility,
  'rank', rank, 'rankReason', rank_reason,
  'subject', case
    when subject_event_key is not null then (
      select json_build_object('__typename', 'Event', 'slug', coalesce(slug, key), 'name', name)
      from events where key = subject_event_key)
    when subject_conflict_key is not null then (
      select json_build_object('__typename', 'Conflict', 'slug', coalesce(slug, key), 'name', name)
      from conflicts where key = subject_conflict_key)
    else (
      select json_build_object('__typename', 'Agreement', 'slug', coalesce(slug, key), 'name', name)
      from agreements where key = subject_agreement_key) end)`;

/** A report with its first claims, as it tells them; of those that stand. */
const REPORT_PAGE = `
  select json_build_object('report', (
    select json_build_object(
      'slug', coalesce(report.slug, report.key), 'title', title, 'url', url, 'language', language,
      'publisher', ${slugAndName('actors', 'report.publisher_key')},
      'publishedAt', case when published_earliest is not null
        then ${bounds('published_', 'published_zone')} end,
      'claims', (
        with told as not materialized (
          select claim.*, coalesce(
            (select min(step.paragraph) from claim_attributions step
             where step.claim_key = claim.key and step.report_key = report.key), 32767) as place
          from claims claim
          where claim.key in (select claim_key from claim_attributions where report_key = report.key)
            and asserted_latest <= now() and (withdrawn_at is null or withdrawn_at > now()))
        select json_build_object(
          'totalCount', (select count(*) from told),
          'pageInfo', json_build_object(
            'startCursor', max(place || ' ' || key) filter (where at = 1),
            'endCursor', max(place || ' ' || key) filter (where at = $2::int),
            'hasNextPage', count(*) > $2::int, 'hasPreviousPage', false),
          'nodes', coalesce(json_agg(${CLAIM_CARD} order by at) filter (where at <= $2::int), '[]'))
        from (select *, row_number() over (order by place, key collate "C") as at
              from (select * from told order by place, key collate "C" limit $2::int + 1) slice) claim))
    from reports report where slug = $1))`;

interface OfOneConflict {
  conflicts: [string];
  minDeaths?: number;
}

const first = ({ first }: Record<string, unknown>) => [first];

/** Operations of the site's pages and worked questions, by their names, written by hand as one statement. */
export const SITE_STATEMENTS: Record<string, Statement> = {
  ConflictsPage: { text: CONFLICTS_PAGE, values: first },
  PlacesPage: { text: PLACES_PAGE, values: first },
  ReportsPage: { text: REPORTS_PAGE, values: first },
  DatasetsPage: { text: DATASETS_PAGE, values: () => [] },
  ViolentEventsOfACountry: { text: VIOLENT_EVENTS, values: () => [] },
  DeathsByMonthAndCountry: { text: DEATHS_BY_MONTH, values: () => [] },
  Card: { text: CARD, values: ({ slug }) => [slug] },
  FirstPage: { text: FIRST_PAGE, values: ({ filter }) => (filter as OfOneConflict).conflicts },
  AsManyAsTheDownload: {
    text: AS_MANY_AS_THE_DOWNLOAD,
    values: ({ filter }) => {
      const { conflicts, minDeaths } = filter as OfOneConflict;
      return [...conflicts, minDeaths];
    },
  },
  ReportPage: { text: REPORT_PAGE, values: ({ slug, first }) => [slug, first] },
  ChainOfOneClaim: { text: CHAIN_OF_ONE_CLAIM, values: () => [] },
};

const DERIVED = 'figures or an agreement’s status, which rules derive from claims';
const SEARCH = 'search: it could only repeat Casus’s own statement';
const MERGED = 'a timeline or changes, merged from several lists by rules';

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
