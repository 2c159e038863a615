import { and, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import { areAround, hasOwnWords, hasWordsWalked, sumsHaveWords } from '../entities/event-words.ts';
import { eventsWhere, eventsWhereWalked, type EventFilter } from '../entities/event.ts';
import { events } from '../tables/event.ts';
import { eventTotals, pointTotals } from '../tables/total.ts';
import {
  areWholeMonths,
  daysOf,
  haveSums,
  inMonths,
  isWithdrawnToo,
  sumsHaveFilter,
} from './months.ts';
import { areSettled, isSettled, type Past } from './settled.ts';
import { columnsOfSums, namesOf, singleEvents, TIMES, unsettledEvents } from './single-events.ts';

/** Whether sums by month tell of the events of a filter with words, but for those that are looked up one by one. */
export const haveWordSums = ({ text, ...filter }: EventFilter, asOf: string | null): boolean =>
  Boolean(text) &&
  typeof filter.estimated !== 'boolean' &&
  haveSums(filter, asOf) &&
  areWholeMonths(daysOf(filter));

const COLUMNS = columnsOfSums(eventTotals, 'month', 'lastMonth');

/** A conflict and a dyad, or none. */
const GROUP = sql.raw(
  `coalesce("events".conflict_key, '') || ' ' || coalesce("events".dyad_key, '')`,
);

/**
 * What is read in place of the table of events, under its name, where it meets a filter with words. Sources name events after
 * who fights whom, so that most conflicts and dyads have the words in all of their events, or in none: sums by name tell
 * which, and those by month are then read of the former. Of the other conflicts and dyads the events with the words are read one by one.
 */
export function wordMonthsAsEvents({ text, ...filter }: EventFilter, past: Past | null): SQL {
  const words = text!;
  const isWhole = sql`${GROUP} in (select key from word_groups where is_whole)`;
  // Indexes find the conflicts; with the dyad, the hash of a row would be compared with all there are.
  const inConflicts = sql`("events".conflict_key = any(array(select conflict_key from word_groups where is_whole))
    or "events".conflict_key is null)`;
  const single = (where: SQL | undefined) =>
    singleEvents(COLUMNS, and(where, isSettled(past)), TIMES);
  const standing = eventsWhere({ ...filter, standing: 'STANDING' }, null);
  const ofOthers = and(sql`not ${isWhole}`, hasWordsWalked(words), standing);
  const found = (column: SQL, isNamed: SQL) =>
    sql`any(array(select distinct ${column} from word_names where has_words and ${isNamed}
      and key in (select key from word_groups where not is_whole)))`;
  const hasOwn = or(isNotNull(events.summary), isNotNull(events.nameTranslations));
  return sql`(
    with word_names as materialized (
      select ${GROUP} as key, conflict_key, place_key, name, (${sumsHaveWords(words) ?? sql`true`}) is true as has_words
      from ${pointTotals} as "events"
    ), word_groups as materialized (
      select key, conflict_key, bool_and(has_words) as is_whole from word_names
      group by key, conflict_key having bool_or(has_words)
    )
    ${sql.join(
      [
        sql`select * from (
            select month::timestamp as earliest, last_month::timestamp as latest, ${namesOf(COLUMNS)}
            from ${eventTotals} where ${and(inMonths(daysOf(filter)), areSettled(past)) ?? sql`true`}) as "events"
          where ${and(inConflicts, isWhole, sumsHaveFilter(filter))}`,
        single(
          and(
            sql`md5(${events.name}) = ${found(sql`md5(name)`, sql`name is not null`)}`,
            isNull(events.summary),
            isNull(events.nameTranslations),
            ofOthers,
          ),
        ),
        // Sums by name leave out the names of events with a summary or translations.
        single(
          and(
            sql`${events.placeKey} = ${found(sql`place_key`, sql`name is null`)}`,
            hasOwn,
            sql`(${areAround(words)}) is true`,
            ofOthers,
          ),
        ),
        single(and(hasOwnWords(words), standing)),
        ...(isWithdrawnToo(filter)
          ? [single(eventsWhereWalked({ ...filter, text: words, standing: 'WITHDRAWN' }))]
          : []),
        ...unsettledEvents(COLUMNS, { ...filter, text }, past, TIMES),
      ],
      sql` union all `,
    )}) as "events"`;
}
