import { and, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { IS_EDITION } from '../events/described.ts';
import { contains, plainContains, wordsOf } from '../reading/text.ts';
import { events } from '../tables/event.ts';
import { searchEntries, searchNames } from '../tables/search.ts';

/** How a statement tells whether a key is among those that a query selects. */
type Among = (key: PgColumn, selected: SQL) => SQL;

/** An index finds the rows with such keys; where there are many, comparing each row with them takes long. */
const found: Among = (key, selected) => sql`${key} = any(array(${selected}))`;
/** A row is compared with any number of them at once; no index finds it. */
const hashed: Among = (key, selected) => sql`${key} in (${selected})`;

/**
 * Each word stands in the name, the summary, the place's or the conflict's name. Events share their names by the
 * thousand: they are found by those that search keeps, each once. Each of the four is answered by an index.
 */
export const hasWords = (text: string, asOf: string | null): SQL | undefined =>
  areAllIn(text, asOf, found);

/** The same, without a moment, for rows that are gone through in the order of a list. */
export const hasWordsWalked = (text: string): SQL | undefined => areAllIn(text, null, hashed);

function areAllIn(text: string, asOf: string | null, among: Among): SQL | undefined {
  return and(
    ...wordsOf(text).map((word) => {
      const ofSummary = plainContains(sql`plain_text(${events.summary})`, word);
      return sql`(${isCalled(word, asOf, among)} or ${ofSummary}
        or ${among(events.placeKey, keysCalled('PLACE', word))}
        or ${among(events.conflictKey, keysCalled('CONFLICT', word))})`;
    }),
  );
}

/** The event's name has the word; search knows the names of its row alone, and not those of older editions. */
function isCalled(word: string, asOf: string | null, among: Among): SQL {
  const ofRow = among(events.key, keysCalled('EVENT', word));
  if (asOf === null) return ofRow;
  return sql`case when ${IS_EDITION} then ${contains(events.name, word)} else ${ofRow} end`;
}

/** Selects what has the word in its name, in whatever language the record has it. */
function keysCalled(type: 'PLACE' | 'CONFLICT' | 'EVENT', word: string): SQL {
  return sql`select ${searchEntries.key} from ${searchNames}
    join ${searchEntries} on ${searchEntries.nameId} = ${searchNames.id}
    where ${searchNames.type} = ${sql.raw(`'${type}'`)} and ${plainContains(sql`${searchNames.plain}`, word)}`;
}
