import type { Variables } from '../../shapes/shape.ts';
import { boxOf, MAP_CELLS } from '../map-cells.ts';
import { SITE_STATEMENTS } from './site-statements.ts';
import type { Statement } from './statement.ts';

const TIME = `json_build_object('earliest', event.earliest, 'latest', event.latest)`;

const QUANTITY = `case when claim.best is not null or claim.low is not null or claim.high is not null
  then json_build_object('low', claim.low, 'best', claim.best, 'high', claim.high) end`;

/** The claims about an event, the latest first. */
const claimsOf = (fields: string, joins: string, first: number) => `
  (select json_build_object('nodes', coalesce(json_agg(${fields}), '[]'))
   from (select * from claims where subject_event_key = event.key
         order by asserted_latest desc, key desc limit ${first}) claim ${joins})`;

const EVENT_DEEP = `
  select json_build_object('event', (
    select json_build_object(
      'slug', coalesce(event.slug, event.key), 'name', event.name, 'kind', event.kind,
      'violence', event.violence, 'time', ${TIME},
      'location', case when event.location_precision is not null then json_build_object(
        'latitude', event.latitude, 'longitude', event.longitude, 'precision', event.location_precision,
        'place', (select json_build_object('name', name) from places where key = event.place_key),
        'country', (select json_build_object('name', name) from places where key = event.country_key)) end,
      'conflict', (select json_build_object('slug', coalesce(slug, derived_slug, key), 'name', name)
                   from conflicts where key = event.conflict_key),
      'participants', (
        select coalesce(json_agg(json_build_object('role', part.role, 'actor', json_build_object(
          'slug', coalesce(actor.slug, actor.derived_slug, actor.key), 'name', actor.name, 'kind', actor.kind))
          order by part.position), '[]')
        from event_participants part join actors actor on actor.key = part.actor_key
        where part.event_key = event.key),
      'claims', ${claimsOf(
        `json_build_object(
          'kind', claim.kind, 'metric', claim.metric, 'summary', claim.summary, 'stance', claim.stance,
          'quantity', ${QUANTITY}, 'claimant', json_build_object('name', claimant.name),
          'attribution', (
            select coalesce(json_agg(json_build_object(
              'position', step.position, 'role', step.role,
              'actor', json_build_object('name', actor.name),
              'report', case when report.key is not null then json_build_object('title', report.title) end)
              order by step.ordinal), '[]')
            from claim_attributions step
            join actors actor on actor.key = step.actor_key
            left join reports report on report.key = step.report_key
            where step.claim_key = claim.key))`,
        'join actors claimant on claimant.key = claim.claimant_key',
        10,
      )})
    from events event where event.key = $1))`;

/** A page of 50 of the whole list; its cursor is the last row's place in the order. */
const page = (node: string) => `
  select json_build_object('events', json_build_object(
    'nodes', coalesce(json_agg(${node}) filter (where event.at <= 50), '[]'),
    'pageInfo', json_build_object(
      'hasNextPage', count(*) > 50,
      'endCursor', max(event.earliest::text || ' ' || event.key) filter (where event.at = 50))))
  from (select *, row_number() over (order by earliest desc, key desc) as at
        from (select * from events
              where (earliest, key) < (coalesce($1::timestamptz, 'infinity'), coalesce($2, '') collate "C")
              order by earliest desc, key desc limit 51) slice) event`;

const pageValues = ({ after }: Variables) => {
  const match = /^(\S+ \S+) (.*)$/.exec((after as string | undefined) ?? '');
  return [match?.[1] ?? null, match?.[2] ?? null];
};

const PAGE_FLAT = page(`json_build_object(
  'slug', coalesce(event.slug, event.key), 'name', event.name, 'kind', event.kind,
  'violence', event.violence,
  'time', json_build_object('earliest', event.earliest, 'latest', event.latest, 'edtf', event.edtf),
  'location', case when event.location_precision is not null then json_build_object(
    'latitude', event.latitude, 'longitude', event.longitude, 'precision', event.location_precision) end)`);

const PAGE_NESTED = page(`json_build_object(
  'slug', coalesce(event.slug, event.key), 'name', event.name,
  'time', json_build_object('earliest', event.earliest),
  'conflict', (select json_build_object('name', name) from conflicts where key = event.conflict_key),
  'location', case when event.location_precision is not null then json_build_object(
    'country', (select json_build_object('name', name) from places where key = event.country_key)) end,
  'participants', (
    select coalesce(json_agg(json_build_object(
      'role', part.role, 'actor', json_build_object('name', actor.name)) order by part.position), '[]')
    from event_participants part join actors actor on actor.key = part.actor_key
    where part.event_key = event.key),
  'claims', ${claimsOf(
    `json_build_object('summary', claim.summary, 'quantity', ${QUANTITY},
      'claimant', json_build_object('name', claimant.name))`,
    'join actors claimant on claimant.key = claim.claimant_key',
    5,
  )})`);

const CONFLICTS_TREE = `
  select json_build_object('nodes', coalesce(json_agg(json_build_object(
    'slug', coalesce(conflict.slug, conflict.derived_slug, conflict.key), 'name', conflict.name,
    'events', (
      select json_build_object('nodes', coalesce(json_agg(json_build_object(
        'slug', coalesce(event.slug, event.key), 'name', event.name,
        'time', json_build_object('earliest', event.earliest),
        'claims', ${claimsOf(
          `json_build_object('summary', claim.summary, 'metric', claim.metric, 'quantity', ${QUANTITY})`,
          '',
          3,
        )})), '[]'))
      from (select * from events where conflict_key = conflict.key
            order by earliest desc, key desc limit 5) event))
    order by asked.position), '[]'))
  from unnest($1::text[]) with ordinality as asked(key, position)
  join conflicts conflict on conflict.key = asked.key`;

const PAGE_FILTERED = `
  with found as not materialized (
    select * from events
    where country_key = $1 and latest >= $2::timestamptz and earliest <= $3::timestamptz)
  select json_build_object('events', json_build_object(
    'totalCount', (select count(*) from found),
    'nodes', (
      select coalesce(json_agg(json_build_object(
        'slug', coalesce(event.slug, event.key), 'name', event.name, 'time', ${TIME})), '[]')
      from (select * from found order by earliest desc, key desc limit 20) event)))`;

const STATISTICS = `
  select json_build_object('eventStatistics', coalesce(json_agg(json_build_object(
    'month', to_char(month, 'YYYY-MM'), 'events', events, 'eventsWithoutFigure', without,
    'deaths', case when best is not null then json_build_object('low', low, 'best', best, 'high', high) end)
    order by month), '[]'))
  from (select date_trunc('month', earliest) as month, count(*) as events,
          count(*) - count(deaths_best) as without,
          sum(deaths_low) as low, sum(deaths_best) as best, sum(deaths_high) as high
        from events where country_key = $1 group by 1) months`;

const MAP = `
  select json_build_object('eventMap', coalesce(json_agg(json_build_object(
    'latitude', latitude, 'longitude', longitude, 'events', events, 'eventsWithoutFigure', without,
    'deaths', case when best is not null then json_build_object('low', low, 'best', best, 'high', high) end)
    order by y, x), '[]'))
  from (${MAP_CELLS}) cells`;

/** The natural keys in global ids. */
const keysIn = (ids: unknown) =>
  (ids as string[]).map((id) => Buffer.from(id, 'base64url').toString().replace(/^\w+:/, ''));

/** By the name of the shape or the operation. Of search it could only repeat Casus's own statement. */
export const STATEMENTS: Record<string, Statement | undefined> = {
  'event-deep': { text: EVENT_DEEP, values: ({ event }) => [event] },
  'page-flat': { text: PAGE_FLAT, values: pageValues },
  'page-nested': { text: PAGE_NESTED, values: pageValues },
  'conflicts-tree': { text: CONFLICTS_TREE, values: ({ conflicts }) => [keysIn(conflicts)] },
  'page-filtered': {
    text: PAGE_FILTERED,
    values: ({ country, from, to }) => [
      `iso:${String(country)}`,
      `${String(from)}T00:00:00.000Z`,
      `${String(to)}T23:59:59.999Z`,
    ],
  },
  map: { text: MAP, values: ({ within }) => boxOf(within) },
  statistics: { text: STATISTICS, values: ({ country }) => [`iso:${String(country)}`] },
  ...SITE_STATEMENTS,
};
