import { COMMON, SYNONYMS } from './search-words.ts';

/** A part of the docs or of the schema, as a search sees it. */
export interface Searchable {
  title: string;
  /** The title of what it is part of. */
  under: string;
  text: string;
}

/** What a word is worth by where it stands, and by how it fits. */
const PLACES = { title: 6, under: 2, text: 3 } as const;
/** Words of a section. */
const USUAL_LENGTH = 150;
const EXACT = 1;
const SAME_STEM = 0.8;
const BEGINNING = 0.5;

/**
 * What a query finds, the best first: with all of its words or, where nothing has all of them, with the most. A word
 * that few have counts for more. A word is found in any form (`limiting` finds “Limits”), and by its beginning.
 */
export function search<Item extends Searchable>(query: string, items: readonly Item[]): Item[] {
  const columns = wordsAsked(query).map((forms) => {
    const scores = items.map((item) => Math.max(...forms.map((form) => scoreOf(form, item))));
    const rarity = Math.log(1 + items.length / scores.filter(Boolean).length);
    return scores.map((score) => score && score * rarity);
  });
  const rows = items
    .map((item, row) => ({ item, scores: columns.map((column) => column[row]!).filter(Boolean) }))
    .filter(({ scores }) => scores.length > 0);
  const most = Math.max(...rows.map(({ scores }) => scores.length));
  const sum = ({ scores }: { scores: number[] }) => scores.reduce((a, b) => a + b, 0);
  return rows
    .filter(({ scores }) => scores.length === most)
    .toSorted((a, b) => sum(b) - sum(a))
    .map(({ item }) => item);
}

/** The words of a query that tell something, each with what will do in its place. */
function wordsAsked(query: string): string[][] {
  const typed = wordsIn(query);
  const telling = typed.filter((word) => !COMMON.has(word));
  // `as of` is a name of the schema, written as one word.
  const words = telling.length > 0 ? telling : [typed.join('')].filter(Boolean);
  return [...new Set(words)].map((word) => [word, ...(SYNONYMS[word] ?? [])]);
}

function scoreOf(word: string, item: Searchable): number {
  let score = 0;
  for (const [place, { counts, length }] of countsOf(item)) {
    let best = 0;
    for (const [each, count] of counts) {
      // Said twice is more than once, and less the longer the text is (as in BM25).
      const weight = (2 * count) / (count + 0.5 + length / USUAL_LENGTH);
      best = Math.max(best, fitOf(word, each) * weight);
    }
    score += PLACES[place] * best;
  }
  return score;
}

function fitOf(word: string, each: string): number {
  if (each === word) return EXACT;
  if (stemOf(each) === stemOf(word)) return SAME_STEM;
  return word.length > 2 && each.startsWith(word) ? BEGINNING : 0;
}

interface Words {
  counts: Map<string, number>;
  length: number;
}
type Counts = [place: keyof typeof PLACES, words: Words][];

const known = new WeakMap<Searchable, Counts>();

function countsOf(item: Searchable): Counts {
  let counts = known.get(item);
  if (!counts) {
    counts = (['title', 'under', 'text'] as const).map((place) => {
      const words = withParts(item[place]);
      const groups = [...Map.groupBy(words, (word) => word)];
      const counts = new Map(groups.map(([word, all]) => [word, all.length]));
      return [place, { counts, length: words.length }];
    });
    known.set(item, counts);
  }
  return counts;
}

/** `totalCount` is a word, and so are its parts. */
function withParts(text: string): string[] {
  const parts = [...text.matchAll(/\p{L}*\p{Ll}\p{Lu}\p{L}*/gu)].map(([name]) =>
    name.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2'),
  );
  return wordsIn([text, ...parts].join(' '));
}

const wordsIn = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const stems = new Map<string, string>();

/** What is left of an English word without its ending: `cite`, `citing` and `citation` have one. */
function stemOf(word: string): string {
  let stem = stems.get(word);
  if (stem === undefined) {
    stem = word
      .replace(/(?<=..)ies$/, 'y')
      .replace(/(?<=...)(ations?|ing|ed|es|e|(?<=....)s)$/, '');
    // Words of queries come without end.
    if (stems.size < 20_000) stems.set(word, stem);
  }
  return stem;
}
