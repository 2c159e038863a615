import { sql, type SQL } from 'drizzle-orm';
import { claimsStanding } from '../entities/claim.ts';
import { CursorRefused, decodeCursor, encodeCursor } from '../lists/cursor.ts';
import type { Database } from '../engines/database.ts';
import { readObjects } from '../reading/read.ts';
import type { Page } from '../lists/page.ts';
import { claims } from '../tables/claim.ts';
import { storable } from '../reading/text.ts';
import { SEARCH_MATCHES, SEARCH_TYPES, type SearchMatch, type SearchType } from '../vocabulary.ts';

/** What was typed, as search understands it. */
export interface Wanted {
  /** As typed, without the space around it. */
  query: string;
  /** Folded, one space between words. */
  folded: string;
  /** For PostgreSQL's full-text search: every word, each as the start of one. */
  words: string;
  /** Some word is in no name, or none has all of them, and was read as those that are most like it. */
  guessed: boolean;
}

export interface Hit {
  type: SearchType;
  key: string;
  match: SearchMatch;
  /**
   * 0 to 1148: the kind of match in steps of 200, how much such a thing matters in steps of 150, up to
   * 149 for the events there are of it, 50 for the curated, and half the percentage of the name typed.
   */
  score: number;
  matchedText: string;
  /** BCP 47; null for the main name. */
  matchedLanguage: string | null;
}

/** Below this no word is taken for another; "bishkec" and "bishkek" have 0.6 (pg_trgm). */
const LIKENESS = 0.4;
/** How far behind the most like a word may be and still be read, too. */
const MARGIN = 0.1;

interface Word {
  word: string;
  /** Some name has it, or a word that begins with it. */
  known: boolean;
  /** The most like first, without those that begin with it; none for a number. */
  guesses: { word: string; likeness: number }[];
}

/**
 * Reads a query; null where it holds nothing but punctuation. A word that some name has may be another
 * word mistyped all the same (French "Tadjikistan" is a name): where no name has all the words, each is
 * read as those most like it, too.
 */
export async function wantedOf(db: Database, query: string): Promise<Wanted | null> {
  if (storable([query]).length === 0) return null;
  const words = await read(db, query, false);
  if (words.length === 0) return null;
  const wanted = wantedBy(query, words);
  const apart =
    words.length > 1 && words.some(({ known }) => known) && !(await isSomewhere(db, wanted));
  return apart ? wantedBy(query, await read(db, query, true)) : wanted;
}

/** The words of a query; `loosely`, what known ones are like is told as well. */
function read(db: Database, query: string, loosely: boolean): Promise<Word[]> {
  return readObjects<Word>(
    db,
    sql`select typed.word, known,
        case when (known and not ${loosely}::boolean) or typed.word ~ '[0-9]' then '[]' else (
          select coalesce(jsonb_agg(guess order by likeness desc, word), '[]') from (
            select word, similarity(word, typed.word) as likeness from search_words
            where word % typed.word and not starts_with(word, typed.word)
          ) as guess where likeness >= ${LIKENESS}
        ) end as guesses
        from unnest(string_to_array(search_fold(${query}), ' ')) with ordinality as typed(word, place),
          lateral (select exists (
            select from search_words
            where word >= typed.word and word < typed.word || chr(1114111)
          ) as known) as knowledge
        where typed.word <> ''
        order by place`,
  );
}

function wantedBy(query: string, words: readonly Word[]): Wanted {
  return {
    query: query.trim(),
    folded: words.map(({ word }) => word).join(' '),
    words: words.map(meant).join('&'),
    guessed: words.some(({ guesses }) => guesses.length > 0),
  };
}

/** Some name has all the words; the names of two parties together, as a pair of them has, are no name. */
async function isSomewhere(db: Database, { words }: Wanted): Promise<boolean> {
  const rows = await readObjects<{ somewhere: boolean }>(
    db,
    sql`select exists (
      select from search_names where words @@ ${words}::tsquery and type <> 'DYAD') as somewhere`,
  );
  return rows[0]!.somewhere;
}

/** A word as full-text search takes it: as the start of one, or any of those that it may be, or both. */
function meant({ word, known, guesses }: Word): string {
  const [best] = guesses;
  const asTyped = `${quoted(word)}:*`;
  if (!best) return asTyped;
  const near = guesses
    .filter(({ likeness }) => likeness >= best.likeness - MARGIN)
    .map((guess) => quoted(guess.word));
  return `(${(known ? [asTyped, ...near] : near).join('|')})`;
}

/** Folding leaves no quote in a word; a backslash is punctuation too. */
const quoted = (word: string) => `'${word}'`;

/** Values, or expressions that a statement has for them. */
type Expressions<Values> = { [Name in keyof Values]: Values[Name] | SQL };

/** Where a search goes on: at the hit of a cursor. */
export interface HitPosition {
  score: number;
  type: SearchType;
  nameId: string;
  key: string;
}

interface HitsAsked {
  types: readonly SearchType[];
  limit: number;
  after: Expressions<HitPosition> | null;
  now: string | SQL;
}

/** The order of hits, as it stands in cursors. */
export const HIT_ORDER = 'SEARCH';

/**
 * Selects the best hits, or those after a position, with `sort_value` for their cursors. Names are ranked first and then followed to who bears
 * them, so that a name which ten thousand events share costs no more than a page. Somebody bears
 * each, but for the cursor's own, which the cursor may have been the last to bear: one name more
 * than the limit fills it.
 */
export function hitRows(wanted: Expressions<Wanted>, { types, limit, after, now }: HitsAsked): SQL {
  const names = sql.raw(String(limit + 1));
  const hits = sql.raw(String(limit));
  const beyondName = after
    ? sql`where (-score, type, id) >= (-${after.score}::int, ${after.type}::search_type, ${after.nameId}::uuid)`
    : sql``;
  const beyondKey = after
    ? sql`and (ranked.id <> ${after.nameId}::uuid or entry.key > ${after.key})`
    : sql``;
  return sql`with ranked as (
      select id, type, name, names, also, rank,
        rank * 200 + tier * 150 + weight + curated::int * 50 + ${coverageOf(wanted)} / 2 as score
      from (select *, ${rankOf(wanted)} as rank from search_names ranked
        where words @@ ${wanted.words}::tsquery and ${ofTypes(types)} and ${isBorne(now)}) as found
    ), page as (
      select ranked.*, entry.key from (
        select * from ranked ${beyondName} order by score desc, type, id limit ${names}
      ) as ranked cross join lateral (
        select key from search_entries entry
        where entry.name_id = ranked.id and ${stands(now)} ${beyondKey}
        order by key limit ${hits}
      ) as entry
      order by score desc, type, id, key limit ${hits}
    )
    select type, key, score, score || ' ' || type || ' ' || id as sort_value,
      (${sql.param(SEARCH_MATCHES)}::text[])[rank + 1] as match,
      told.text as "matchedText", told.language as "matchedLanguage"
    from page cross join lateral (
      select text, language from (
        select name, null union all select value, tag from jsonb_each_text(names) as other(tag, value)
        union all select other ->> 'text', other ->> 'language' from jsonb_array_elements(also) as other
      ) as called(text, language)
      order by starts_with(lower(text), lower(${wanted.query})) desc,
        search_fold(text) = ${wanted.folded} desc, starts_with(search_fold(text), ${wanted.folded}) desc,
        similarity(search_fold(text), ${wanted.folded}) desc, language nulls first
      limit 1
    ) as told
    order by score desc, type, id, key`;
}

/**
 * A page of hits, the best first.
 *
 * @throws CursorRefused
 */
export async function search(
  db: Database,
  wanted: Wanted,
  types: readonly SearchType[],
  { size, cursor, now }: { size: number; cursor: string | null; now: string },
): Promise<Page<Hit>> {
  const after = cursor === null ? null : positionOf(cursor);
  // One hit more than asked tells whether the list goes on.
  const rows = await readObjects<Hit & { sort_value: string }>(
    db,
    hitRows(wanted, { types, limit: size + 1, after, now }),
  );
  return {
    edges: rows.slice(0, size).map(({ sort_value: value, ...hit }) => ({
      node: hit,
      cursor: encodeCursor(HIT_ORDER, value, hit.key),
    })),
    hasNextPage: rows.length > size,
    hasPreviousPage: cursor !== null,
  };
}

/** Counts all hits. */
export function hitsTotal(
  { words }: Pick<Expressions<Wanted>, 'words'>,
  types: readonly SearchType[],
  now: string | SQL,
): SQL {
  // One look into the index for each name: joined, all entries there are would be read. Only a
  // claim is looked at itself.
  return sql`select coalesce(sum(case when ranked.type = 'CLAIM'
          then (select count(*) from search_entries entry where entry.name_id = ranked.id and ${stands(now)})
          else (select count(*) from search_entries entry where entry.name_id = ranked.id)
        end), 0)::int as total
        from search_names ranked where ranked.words @@ ${words}::tsquery and ${ofTypes(types)}`;
}

/** How many there are in all. */
export async function countHits(
  db: Database,
  wanted: Wanted,
  types: readonly SearchType[],
  now: string,
): Promise<number> {
  const rows = await readObjects<{ total: number }>(db, hitsTotal(wanted, types, now));
  return rows[0]!.total;
}

function rankOf({ folded, guessed }: Expressions<Wanted>): SQL {
  return sql`case when folded like '%| ' || ${folded}::text || ' |%' then 3
    when folded like '%| ' || ${folded}::text || '%' then 2
    when ${guessed}::boolean then 0 else 1 end`;
}

/** Percent of the name that was typed; of a name in several languages, of their mean length. */
function coverageOf({ folded }: Expressions<Wanted>): SQL {
  return sql`case rank when 3 then 99 else least(99, 100 * length(${folded}::text) / greatest(size, 1)) end`;
}

const ofTypes = (types: readonly SearchType[]) =>
  sql`ranked.type = any(${sql.param(types)}::text[]::search_type[])`;

/**
 * A claim that was withdrawn, or is said to be of tomorrow, is not found. Asked as a value, one claim
 * at a time: of an `exists` a planner without statistics makes a hash of all claims there are.
 */
const stands = (now: string | SQL) =>
  sql`(ranked.type <> 'CLAIM' or (
    select ${claimsStanding(now)} from ${claims} where ${claims.key} = entry.key))`;

/** The same of a name: some claim that says so stands. */
const isBorne = (now: string | SQL) =>
  sql`(ranked.type <> 'CLAIM' or (
    select bool_or(${stands(now)}) from search_entries entry where entry.name_id = ranked.id))`;

const POSITION = /^(\d{1,4}) ([A-Z]+) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** @throws CursorRefused */
export function positionOf(cursor: string): HitPosition {
  const [value, key] = decodeCursor(cursor, HIT_ORDER, 'text');
  const [, score, word, nameId] = POSITION.exec(value) ?? [];
  const type = SEARCH_TYPES.find((each) => each === word);
  if (!score || !type || !nameId) throw new CursorRefused();
  return { score: Number(score), type, nameId, key };
}
