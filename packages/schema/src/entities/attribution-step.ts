import { actors } from '@casus/store/tables/actor';
import type { claimAttributions } from '@casus/store/tables/claim';
import { reports } from '@casus/store/tables/report';
import { sql, type SQL } from 'drizzle-orm';
import { builder } from '../builder.ts';
import { AttributionRole } from '../types/enums.ts';
import { expression, toKnown, toOne } from '../pushdown/field-options.ts';

export const AttributionStep = builder
  .objectRef<typeof claimAttributions.$inferSelect>('AttributionStep')
  .implement({
    description: 'One step of the chain from who said it to where it was published.',
    fields: (t) => ({
      position: t.exposeInt('position', {
        description:
          'From 1, claimant first. Steps at one position stand side by side: several sources of one settled figure.',
      }),
      role: t.expose('role', { type: AttributionRole, description: 'What the actor did.' }),
      actor: t.field({
        type: 'Actor',
        description: 'Who did it.',
        ...toKnown(actors, 'actorKey'),
      }),
      report: t.field({
        type: 'Report',
        nullable: true,
        description: 'The document, where known.',
        ...toOne(reports, 'reportKey'),
      }),
      locator: t.string({
        nullable: true,
        description: 'Where in the document it stands.',
        resolve: ({ paragraph, locator }) =>
          [placeOf(paragraph), locator].filter((part) => part !== null).join(', ') || null,
        pushdown: expression((row) => [
          sql`coalesce(to_json(nullif(concat_ws(', ', ${placeJson(row.column('paragraph'))}, ${row.column('locator')}), ''))::text, 'null')`,
        ]),
      }),
    }),
  });

/** Paragraphs are counted from 1; what stands above them is the headline. */
function placeOf(paragraph: number | null): string | null {
  if (paragraph === null) return null;
  return paragraph === 0 ? 'headline' : `paragraph ${paragraph}`;
}

/** The same, said to the database. */
const placeJson = (paragraph: SQL) =>
  sql`case ${paragraph} when 0 then 'headline' else 'paragraph ' || ${paragraph} end`;
