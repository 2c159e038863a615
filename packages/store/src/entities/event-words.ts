import { and, or, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { IS_EDITION } from '../events/described.ts';
import { contains, plainContains, wordsOf } from '../reading/text.ts';
import { events } from '../tables/event.ts';
import { searchEntries, searchNames } from '../tables/search.ts';

/**
 * Each word stands in the name, the summary, the place's or the conflict's name. Events share their names by the
 * thousand: they are found by those that search keeps, each once. Each of the ways to have a word is answered by an index.
 */
export function hasWords(text: string, asOf: string | null): SQL | undefined {
  if (asOf === null) {
    // The longest tends to be the rarest: the rows that an index finds by it are then compared with the others.
    const [longest, ...others] = wordsOf(text).sort((one, other) => other.length - one.length);
    if (longest === undefined) return undefined;
    return and(or(...isFound(longest)), ...others.map((word) => or(...has(word))));
  }
  return and(
    ...wordsOf(text).map((word) => {
      const ofRow = sql`${events.key} = any(array(${keysCalled('EVENT', word)}))`;
      // Search knows the names of an event's row alone, and not those of older editions.
      const ofName = sql`case when ${IS_EDITION} then ${contains(events.name, word)} else ${ofRow} end`;
      return or(ofName, hasInSummary(word), ...isFoundAround(word));
    }),
  );
}

/**
 * The same, without a moment, for rows that are gone through one after the other: no index finds them, but each is
 * compared with any number of names at once, and those are fewer than the events that bear them.
 */
export const hasWordsWalked = (text: string): SQL | undefined =>
  and(...wordsOf(text).map((word) => or(...has(word))));

/** The same of sums by name, place and conflict; of events with words of their own, by their place and conflict alone. */
export const sumsHaveWords = (text: string): SQL | undefined =>
  and(...wordsOf(text).map((word) => or(isNamed(word), isAround(word))));

/** An event has the words, and sums do not tell: some are in its summary, a translation, or its name beside these. */
export const hasOwnWords = (text: string): SQL | undefined =>
  and(
    sql`(${events.summary} is not null or ${events.nameTranslations} is not null)`,
    or(
      ...wordsOf(text).flatMap((word) => [
        isNamedFound(word),
        hasInSummary(word),
        translated(word),
      ]),
    ),
    hasWordsWalked(text),
    sql`(${areAround(text)}) is not true`,
  );

/** All of the words stand in the names of the place and the conflict. */
export const areAround = (text: string): SQL | undefined => and(...wordsOf(text).map(isAround));

/** One of the ways to have a word holds for a row that is at hand. */
const has = (word: string): SQL[] => [
  isNamed(word),
  isAround(word),
  hasInSummary(word),
  sql`${events.key} in (${keysTranslated(word)})`,
];

/** The same, so that indexes find the rows. */
const isFound = (word: string): SQL[] => [
  isNamedFound(word),
  hasInSummary(word),
  translated(word),
  ...isFoundAround(word),
];

const isNamed = (word: string): SQL => sql`${events.name} in (${namesCalled(word)})`;
/** Names may be longer than what an index holds: theirs has their hashes. */
const isNamedFound = (word: string): SQL =>
  sql`md5(${events.name}) = any(array(${namesCalled(word, (name) => sql`md5(${name})`)}))`;
const hasInSummary = (word: string): SQL => plainContains(sql`plain_text(${events.summary})`, word);
const translated = (word: string): SQL => sql`${events.key} = any(array(${keysTranslated(word)}))`;

const isAround = (word: string): SQL =>
  sql`(${events.placeKey} in (${keysCalled('PLACE', word)})
    or ${events.conflictKey} in (${keysCalled('CONFLICT', word)}))`;
const isFoundAround = (word: string): SQL[] => [
  sql`${events.placeKey} = any(array(${keysCalled('PLACE', word)}))`,
  sql`${events.conflictKey} = any(array(${keysCalled('CONFLICT', word)}))`,
];

/** The names of events that have the word, and no translations. */
const namesCalled = (word: string, what = (name: PgColumn) => sql`${name}`): SQL =>
  sql`select ${what(searchNames.name)} from ${searchNames}
    where ${isNaming('EVENT', word)} and ${searchNames.names} = '{}'`;

/** The events that have the word in their name or a translation of it, where there are any. */
const keysTranslated = (word: string): SQL =>
  sql`${keysCalled('EVENT', word)} and ${searchNames.names} <> '{}'`;

type Named = 'PLACE' | 'CONFLICT' | 'EVENT';

/** Selects what has the word in its name, in whatever language the record has it. */
function keysCalled(type: Named, word: string): SQL {
  return sql`select ${searchEntries.key} from ${searchNames}
    join ${searchEntries} on ${searchEntries.nameId} = ${searchNames.id}
    where ${isNaming(type, word)}`;
}

const isNaming = (type: Named, word: string): SQL =>
  sql`${searchNames.type} = ${sql.raw(`'${type}'`)} and ${plainContains(sql`${searchNames.plain}`, word)}`;
