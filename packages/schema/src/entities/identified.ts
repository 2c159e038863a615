import {
  EXTERNAL_ID_SHAPES,
  isIdentifiedBy,
  keysIdentified,
} from '@casus/store/entities/external-id';
import type { Loaders } from '@casus/store/reading/loaders';
import { actors } from '@casus/store/tables/actor';
import { conflicts, dyads } from '@casus/store/tables/conflict';
import { events } from '@casus/store/tables/event';
import { externalIds } from '@casus/store/tables/external-id';
import { places } from '@casus/store/tables/place';
import { textOf } from '@casus/store/pushdown/json';
import { rowAs } from '@casus/store/pushdown/row';
import { objectEntries, tableAs } from '@casus/store/pushdown/rows';
import { sql } from 'drizzle-orm';
import { builder } from '../builder.ts';
import { badUserInput } from '../errors.ts';
import { typed, typeOfRow } from '../typed-row.ts';
import { ExternalIdScheme } from '../types/enums.ts';
import { ExternalId, LocalizedName, localizedNames } from '../types/naming.ts';
import { coalesce, expression, rootExpression, toAll } from '../pushdown/field-options.ts';
import { OtherName, otherNames } from './other-name.ts';

/** What the rows of an actor, a conflict, a dyad, an event and a place have in common. */
interface IdentifiedRow {
  key: string;
  name: string;
  slug?: string | null;
}

export const Identified = builder.interfaceRef<IdentifiedRow>('Identified').implement({
  description:
    'What other systems have identifiers for: actors, conflicts, dyads, events and places. `byExternalId` finds it by one of them.',
  interfaces: [builder.nodeInterfaceRef()],
  resolveType: typeOfRow,
  fields: (t) => ({
    slug: t.string({
      description:
        'Stands in addresses: a curated word, else for some types what is made of the name, else the natural key.',
      resolve: ({ slug, key }) => slug ?? key,
      pushdown: coalesce(['slug', 'key']),
    }),
    name: t.exposeString('name', {
      description: 'The name in English, or as the dataset writes it.',
    }),
    externalIds: t.field({
      type: [ExternalId],
      rows: 5,
      description: 'What other systems call it.',
      ...toAll(externalIds, externalIds.entityKey, [externalIds.scheme, externalIds.value]),
    }),
  }),
});

export const Named = builder
  .interfaceRef<IdentifiedRow & { names: Record<string, string>; derivedSlug: string | null }>(
    'Named',
  )
  .implement({
    description: 'What is called otherwise in other languages: actors, conflicts and places.',
    interfaces: [builder.nodeInterfaceRef(), Identified],
    resolveType: typeOfRow,
    fields: (t) => ({
      slug: t.string({
        description:
          'Stands in addresses: a curated word, else what is made of the name (`afghanistan-government`; with the number in its key where several have the name), else the natural key. Whatever it was before, and the natural key, still lead there.',
        resolve: ({ slug, derivedSlug, key }) => slug ?? derivedSlug ?? key,
        pushdown: coalesce(['slug', 'derivedSlug', 'key']),
      }),
      name: t.string({
        description:
          'The name in a language, where the record has it; else in English, or as the dataset writes it. `name(language: "ru")`.',
        args: {
          language: t.arg.string({ description: 'BCP 47 tag: ru, ky, tg. English without one.' }),
        },
        resolve: ({ name, names }, { language }) =>
          language && Object.hasOwn(names, language) ? names[language]! : name,
        pushdown: expression((row, { language }: { language?: string | null }) => [
          language
            ? sql`to_json(coalesce(${row.column('names')} ->> ${language}, ${row.column('name')}))::text`
            : row.json('name'),
        ]),
      }),
      names: t.field({
        type: [LocalizedName],
        rows: 5,
        description: 'The name in other languages.',
        resolve: ({ names }) => localizedNames(names),
        pushdown: expression((row, _, { alias, below }) =>
          objectEntries(row.column('names'), 'language', 'name', alias(), below),
        ),
      }),
      otherNames: t.field({
        type: [OtherName],
        rows: 10,
        description:
          'What it is called elsewhere: in full, in the original, common spellings, earlier and later names, those of other releases. Search finds it by each.',
        ...otherNames,
      }),
    }),
  });

/** An identifier does not tell what it is of: 703 is both Kyrgyzstan and its government. */
const IDENTIFIED = [
  ['Conflict', conflicts],
  ['Dyad', dyads],
  ['Event', events],
  ['Place', places],
  ['Actor', actors],
] as const;

async function rowsOf(key: string, { one }: Loaders): Promise<IdentifiedRow[]> {
  const rows = await Promise.all(
    IDENTIFIED.map(async ([type, table]) => {
      const row = await one(table, key);
      return row && typed(type, row);
    }),
  );
  return rows.filter((row) => row !== null);
}

interface Identifier {
  scheme: (typeof ExternalIdScheme)['$inferInput'];
  value: string;
}

/** As its scheme writes it. */
function writtenAs({ scheme, value }: Identifier): string {
  const written = value.trim().toUpperCase();
  const { shape, description } = EXTERNAL_ID_SHAPES[scheme];
  if (shape.test(written)) return written;
  throw badUserInput(
    `"${value.slice(0, 40)}" is no identifier of ${scheme}, which is ${description}.`,
    'value',
  );
}

builder.queryField('byExternalId', (t) =>
  t.field({
    type: [Identified],
    rows: 5,
    description:
      'Whatever bears an identifier of another system, in the order of natural keys; empty where nothing does. A list, since one number may be of several things: `byExternalId(scheme: GLEDITSCH_WARD, value: "703") { __typename slug name }` gives Kyrgyzstan the place, the state and its government.',
    args: {
      scheme: t.arg({ type: ExternalIdScheme, required: true, description: 'Whose it is.' }),
      value: t.arg.string({
        required: true,
        description: 'As that system writes it; letters in any case. Other shapes are refused.',
      }),
    },
    resolve: async (_, identifier, { db, loaders }) => {
      const keys = await keysIdentified(db, identifier.scheme, writtenAs(identifier));
      return (await Promise.all(keys.map((key) => rowsOf(key, loaders)))).flat();
    },
    pushdown: rootExpression((identifier: Identifier, { alias, below }) => {
      const bears = isIdentifiedBy(identifier.scheme, writtenAs(identifier));
      const found = IDENTIFIED.map(([type, table], at) => {
        const name = alias();
        const row = rowAs(table, name);
        return sql`select ${row.column('key')} as key, ${sql.raw(String(at))} as at, ${textOf(below(row, type))} as row
          from ${externalIds} join ${tableAs(table, name)} on ${row.column('key')} = ${externalIds.entityKey} where ${bears}`;
      });
      return [
        sql`coalesce((select '[' || string_agg(found.row, ',' order by found.key, found.at) || ']'
          from (${sql.join(found, sql` union all `)}) as found), '[]')`,
      ];
    }),
  }),
);
