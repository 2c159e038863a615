import { and, sql, type SQL } from 'drizzle-orm';
import { IS_EDITION } from '../events/described.ts';
import { contains, plainContains, wordsOf } from '../reading/text.ts';
import { events } from '../tables/event.ts';
import { searchEntries, searchNames } from '../tables/search.ts';

/**
 * Each word stands in the name, the summary, the place's or the conflict's name. Events share their names by the
 * thousand: they are found by those that search keeps, each once. Each of the four is answered by an index.
 */
export function hasWords(text: string, asOf: string | null): SQL | undefined {
  return and(
    ...wordsOf(text).map(
      (
        word,
      ) => sql`(${isCalled(word, asOf)} or ${plainContains(sql`plain_text(${events.summary})`, word)}
        or ${events.placeKey} = any(${keysCalled('PLACE', word)})
        or ${events.conflictKey} = any(${keysCalled('CONFLICT', word)}))`,
    ),
  );
}

/** The event's name has the word; search knows the names of its row alone, and not those of older editions. */
function isCalled(word: string, asOf: string | null): SQL {
  const ofRow = sql`${events.key} = any(${keysCalled('EVENT', word)})`;
  if (asOf === null) return ofRow;
  return sql`case when ${IS_EDITION} then ${contains(events.name, word)} else ${ofRow} end`;
}

/** What has the word in its name, in whatever language the record has it. */
function keysCalled(type: 'PLACE' | 'CONFLICT' | 'EVENT', word: string): SQL {
  return sql`array(select ${searchEntries.key} from ${searchNames}
    join ${searchEntries} on ${searchEntries.nameId} = ${searchNames.id}
    where ${searchNames.type} = ${sql.raw(`'${type}'`)} and ${plainContains(sql`${searchNames.plain}`, word)})`;
}
