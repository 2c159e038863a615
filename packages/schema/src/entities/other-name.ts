import { ownedRows } from '@casus/store/pushdown/rows';
import { commonNames } from '@casus/store/tables/common-name';
import { MENTIONS } from '@casus/store/writing/mentions';
import { sql } from 'drizzle-orm';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { expression } from '../pushdown/field-options.ts';

export const OtherName = builder.objectRef<typeof commonNames.$inferSelect>('OtherName').implement({
  description: 'What somebody calls something, beside the names it is listed under.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name as the source writes it.' }),
    language: t.exposeString('language', {
      description: 'BCP 47 tag; `und` where the source does not tell the language.',
    }),
    source: t.exposeString('source', { description: 'Who uses the name.' }),
  }),
});

const BY_POSITION = [
  commonNames.position,
  commonNames.language,
  commonNames.name,
  commonNames.heldBy,
];

/** All but the name it goes by, and those of mentions, which are a list of their own. */
export const otherNames = {
  pushdown: expression((row, _, { alias, below }) =>
    ownedRows(
      commonNames,
      alias(),
      {
        owner: commonNames.entityKey,
        key: row.column('key'),
        orderBy: BY_POSITION,
        condition: (other) =>
          sql`${other.column('heldBy')} <> ${MENTIONS} and ${other.column('name')} <> ${row.column('name')}`,
      },
      below,
    ),
  ),
  resolve: async ({ key, name }: { key: string; name: string }, _: object, { loaders }: Context) =>
    (await loaders.all(commonNames, commonNames.entityKey, key, BY_POSITION)).filter(
      (other) => other.heldBy !== MENTIONS && other.name !== name,
    ),
};
