import { schema } from '@casus/schema/schema';
import { instantOf } from '@casus/schema/types/scalars';
import { PAGE_LIMIT } from '@casus/schema/limits';
import type { Database } from '@casus/store/engines/database';
import type { Selected } from '@casus/store/lists/selected';
import { listed, type TextRow } from '@casus/store/lists/stream';
import type { GraphQLArgument } from 'graphql';
import type { Column } from '../column.ts';
import type { ListDownload, Picked } from '../list-download.ts';
import { parametersOf } from '../parameters.ts';
import { questions } from './answers.ts';

const fields = schema.getQueryType()!.getFields();
const AS_OF = fields['claims']!.args.find(({ name }) => name === 'asOf')!;

type Args = Record<string, unknown>;

/** A table of what a list of the API has, a row a node. */
export interface Table<Node> {
  /** As in its address. */
  name: string;
  /** The field of the root whose arguments are its parameters. */
  field: string;
  /** What is asked of each node. It may use `$asOf` and, for the days of the parameter `during`, `$sumsDuring`. */
  selection: string;
  /** The texts of a row by the names of their cells, but for `sources`. */
  cells: Record<string, (node: Node) => Cell>;
  columns: readonly Column[];
  /** Whose words the rows rest on. */
  sources(db: Database, args: Args, asOf: string | null): Promise<Selected>;
  /** What the list itself is asked; all arguments unless given. */
  argumentsOf?: (args: Args) => Args;
}

export type Cell = string | number | null | undefined | readonly string[];

/** A table has no map. */
export const NO_POINT = { latitude: '', longitude: '' };

/** Closes each row: the datasets whose words it rests on. */
export const SOURCES = 'sources';

interface Page<Node> {
  page: {
    totalCount: number;
    nodes: Node[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

export function tableDownload<Node>(table: Table<Node>): ListDownload {
  const { name, field, cells, columns, argumentsOf = (args: Args) => args } = table;
  const { args } = fields[field]!;
  const own = args.some((arg) => arg.name === AS_OF.name) ? args : [...args, AS_OF];
  const askPage = questions(
    question(args, field, `nodes ${table.selection} pageInfo { hasNextPage endCursor }`),
  );
  const askCount = questions(question(args, field, 'totalCount'));
  const askAll = questions(`{ page: ${field}(first: 1) { totalCount } }`);
  const hasFilter = args.some((arg) => arg.name === 'filter');

  return {
    name,
    parameters: parametersOf(own),
    columns,
    cells: [...Object.keys(cells), SOURCES],
    point: NO_POINT,
    pick: (given, now): Picked => {
      const asOf = given['asOf'] instanceof Date ? instantOf(given['asOf']) : null;
      const asked = { ...argumentsOf(given), asOf: given['asOf'] ?? null };
      let sources = '';
      return {
        asOf: asOf ?? now,
        count: async ({ db }) => {
          const { page } = await askCount<Page<Node>>(db, now, { ...asked, first: 1 });
          const all = hasFilter ? (await askAll<Page<Node>>(db, now, {})).page : page;
          const selected = await table.sources(db, given, asOf);
          sources = sourcesOf(selected);
          return { ...selected, matched: page.totalCount, total: all.totalCount };
        },
        rows: async function* ({ db }) {
          let after: string | null = null;
          for (;;) {
            const variables: Args = {
              ...asked,
              sumsDuring: given['during'],
              first: PAGE_LIMIT,
              after,
            };
            const { page }: Page<Node> = await askPage<Page<Node>>(db, now, variables);
            if (page.nodes.length > 0) yield page.nodes.map((node) => rowOf(cells, node, sources));
            if (!page.pageInfo.hasNextPage) return;
            after = page.pageInfo.endCursor;
          }
        },
      };
    },
  };
}

/** The keys of the releases that rows rest on, the empty one of the curated record first. */
export const sourcesOf = ({ datasets, recordRows }: Selected): string =>
  listed([...(recordRows > 0 ? [''] : []), ...datasets.map(({ key }) => key)]);

export function rowOf<Node>(cells: Table<Node>['cells'], node: Node, sources: string): TextRow {
  return [...Object.values(cells).map((cell) => textOf(cell(node))), sources];
}

function textOf(value: Cell): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? listed(value) : String(value);
}

/** What of the field's arguments and of the selection's is asked by variables. */
function question(args: readonly GraphQLArgument[], field: string, selection: string): string {
  const given = args.map(({ name }) => `${name}: $${name}`).join(', ');
  const variables = new Map(args.map(({ name, type }) => [name, String(type).replace(/!$/, '')]));
  const isUsed = (name: string) => selection.includes(`$${name}`);
  if (isUsed('asOf')) variables.set('asOf', 'DateTime');
  if (isUsed('sumsDuring')) variables.set('sumsDuring', 'DateRange');
  const defined = [...variables].map(([name, type]) => `$${name}: ${type}`).join(', ');
  return `query (${defined}) { page: ${field}(${given}) { ${selection} } }`;
}
