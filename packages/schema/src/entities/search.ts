import { ENTITIES, ENTITY_NAMES } from '@casus/store/entities/all';
import { CursorRefused } from '@casus/store/lists/cursor';
import type { Loaders } from '@casus/store/reading/loaders';
import { literal, textOf } from '@casus/store/pushdown/json';
import { rowByKey } from '@casus/store/pushdown/rows';
import { selectedRow } from '@casus/store/pushdown/selected';
import {
  countHits,
  HIT_ORDER,
  hitRows,
  hitsTotal,
  positionOf,
  search,
  wantedOf,
  type Hit,
  type HitPosition,
  type Wanted,
} from '@casus/store/search/search';
import { SEARCH_TYPES } from '@casus/store/vocabulary';
import { sql } from 'drizzle-orm';
import { builder } from '../builder.ts';
import { connectionOf } from '../connections.ts';
import type { Context } from '../context.ts';
import { badUserInput } from '../errors.ts';
import { sliceOf } from '../paging.ts';
import { expression, selectedPage } from '../pushdown/field-options.ts';
import { typed, typeOfRow } from '../typed-row.ts';
import { SearchMatch, SearchType } from '../types/enums.ts';

const SHORTEST = 2;
const LONGEST = 200;
const SEARCH_COST = 1000;

/** What each type of hit is. */
const SEARCHED = new Map(
  ENTITY_NAMES.flatMap((name) => {
    const entity = ENTITIES[name];
    return 'search' in entity ? [[entity.search, name] as const] : [];
  }),
);

const SearchResult = builder.unionType('SearchResult', {
  description: 'What a search can find.',
  types: [...SEARCHED.values()],
  resolveType: typeOfRow,
});

async function rowOf({ type, key }: Hit, { one }: Loaders) {
  const name = SEARCHED.get(type)!;
  return typed(name, (await one(ENTITIES[name].table, key))!);
}

const SearchHit = builder.objectRef<Hit>('SearchHit').implement({
  description: 'One thing that a search found, and by what.',
  fields: (t) => ({
    node: t.field({
      type: SearchResult,
      description: 'The thing itself.',
      resolve: (hit, _, { loaders }) => rowOf(hit, loaders),
      pushdown: expression((hit, _, { alias, below }) => {
        const [type, key] = [hit.column('type'), hit.column('key')];
        const cases = [...SEARCHED].map(([searched, name]) => {
          const row = rowByKey(ENTITIES[name].table, alias(), key, (of) => below(of, name));
          return sql`when ${literal(searched)} then ${textOf(row)}`;
        });
        return [sql`case ${type} ${sql.join(cases, sql` `)} end`];
      }),
    }),
    type: t.expose('type', { type: SearchType, description: 'What sort of thing it is.' }),
    match: t.expose('match', { type: SearchMatch, description: 'How its name was matched.' }),
    score: t.exposeInt('score', {
      description:
        'Hits stand by it, the highest first; 0 to 1148: 200 for each step of `match`, 150 for places, persons and dyads, and twice that for conflicts, agreements, countries and those who fight, up to 149 for the events there are of it, 50 for what the record curates, and half the percentage of the name that was typed. No probability.',
    }),
    matchedText: t.exposeString('matchedText', {
      description: 'The name, title or summary that matched, as it is written.',
    }),
    matchedLanguage: t.exposeString('matchedLanguage', {
      nullable: true,
      description: 'The language of that name, BCP 47; null for the main name.',
    }),
  }),
});

builder.queryField('search', (t) =>
  t.field({
    type: connectionOf('Search', 'hits', SearchHit),
    description:
      'Conflicts, agreements, places, actors, dyads, events, claims and reports by name, title or summary, the best first: how well the name matches, and how much the thing matters (conflicts, parties and countries more than places and pairs of parties, these more than events and reports; of what there is much, more). Names are those of the sources and those that people use, in English, Russian, Arabic, French and Spanish: Taliban for the Taleban. All words must be there, in any order, each at least as the start of a word; accents, capitals, apostrophes, the vowel marks of Arabic and its article do not count, Cyrillic is read as its romanisation, and a word that is in no name is read as those most like it, as every word is where no name has them all. Claims are the curated ones that stand now: an imported figure is found by its event. `search(query: "Баткен")`, `search(query: "kirgizstan", types: [PLACE])`. Costs 1000.',
    cost: SEARCH_COST,
    args: {
      query: t.arg.string({
        required: true,
        description: `What to look for, ${SHORTEST} to ${LONGEST} characters, with a letter or digit among them. Nothing in it has a special meaning.`,
      }),
      types: t.arg({
        type: [SearchType],
        description: 'Only things of these sorts; all without it.',
      }),
      first: t.arg.int({ description: 'How many, 1 to 100; 20 without it.' }),
      after: t.arg.string({
        description: 'Only what comes after this cursor of the same search.',
      }),
    },
    resolve: async (_, { query, types, first, after }, context) => {
      const { size, cursor } = sliceOf({ first, after });
      const { db, now } = context;
      const wanted = await wantedBy(query, context);
      const among = types ?? SEARCH_TYPES;
      const page = await search(db, wanted, among, { size, cursor, now }).catch(
        (error: unknown) => {
          if (!(error instanceof CursorRefused)) throw error;
          throw badUserInput(error.message, 'after');
        },
      );
      return {
        edges: page.edges,
        nodes: page.edges.map(({ node }) => node),
        pageInfo: {
          hasNextPage: page.hasNextPage,
          hasPreviousPage: page.hasPreviousPage,
          startCursor: page.edges[0]?.cursor ?? null,
          endCursor: page.edges.at(-1)?.cursor ?? null,
        },
        totalCount: () => countHits(db, wanted, among, now),
      };
    },
    pushdown: selectedPage(({ types }: SearchAsked, { now, slice, argument }) => {
      const among = types ?? SEARCH_TYPES;
      const part = (name: keyof Wanted) =>
        argument('query', async (query: string, context) => (await wantedBy(query, context))[name]);
      const wanted = {
        query: part('query'),
        folded: part('folded'),
        words: part('words'),
        guessed: part('guessed'),
      };
      const position = (name: keyof HitPosition) =>
        argument('after', (cursor: string) => positionOf(cursor)[name]);
      const after = slice.cursor && {
        score: position('score'),
        type: position('type'),
        nameId: position('nameId'),
        key: position('key'),
      };
      return {
        order: HIT_ORDER,
        rows: (limit) => hitRows(wanted, { types: among, limit, after, now }),
        rowAs: (alias) => selectedRow(alias, COLUMNS),
        total: () => hitsTotal(wanted, among, now),
      };
    }),
  }),
);

interface SearchAsked {
  types?: readonly (typeof SearchType)['$inferInput'][] | null;
}

const COLUMNS = {
  type: 'text',
  key: 'text',
  match: 'text',
  score: 'number',
  matchedText: 'text',
  matchedLanguage: 'text or null',
} as const;

/** What is looked for: read once in an answer, which may show several searches for it. */
async function wantedBy(query: string, { db, loaders }: Context): Promise<Wanted> {
  const length = [...query.trim()].length;
  if (length < SHORTEST || length > LONGEST) {
    throw badUserInput(
      `A search takes ${SHORTEST} to ${LONGEST} characters; ${length} were given.`,
      'query',
    );
  }
  const wanted = await loaders.by('wantedOf', query, async (queries) => {
    const read = queries.map(async (each) => [each, await wantedOf(db, each)] as const);
    return new Map(await Promise.all(read));
  });
  if (!wanted) throw badUserInput('The query holds no letter and no digit to look for.', 'query');
  return wanted;
}
