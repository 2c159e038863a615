import { and, eq, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { externalIds } from '../tables/external-id.ts';
import { storable } from '../reading/text.ts';
import type { ExternalIdScheme } from '../vocabulary.ts';

/** How each scheme writes its identifiers. */
export const EXTERNAL_ID_SHAPES: Record<ExternalIdScheme, { shape: RegExp; description: string }> =
  {
    UCDP_CONFLICT: { shape: /^[1-9]\d{0,17}$/, description: 'a number, such as 13324' },
    UCDP_DYAD: { shape: /^[1-9]\d{0,17}$/, description: 'a number, such as 14236' },
    UCDP_ACTOR: { shape: /^[1-9]\d{0,17}$/, description: 'a number, such as 132' },
    UCDP_EVENT: { shape: /^[1-9]\d{0,17}$/, description: 'a number, such as 412700' },
    ISO_3166_1_ALPHA_2: { shape: /^[A-Z]{2}$/, description: 'two letters, such as KG' },
    ISO_3166_1_ALPHA_3: { shape: /^[A-Z]{3}$/, description: 'three letters, such as KGZ' },
    ISO_3166_1_NUMERIC: { shape: /^\d{3}$/, description: 'three digits, such as 417 or 051' },
    ISO_3166_2: {
      shape: /^[A-Z]{2}-[A-Z0-9]{1,3}$/,
      description:
        "the country's two letters, a hyphen and up to three letters or digits, such as KG-B",
    },
    GLEDITSCH_WARD: {
      shape: /^[1-9]\d{0,3}$/,
      description: 'a number of up to four digits, such as 703',
    },
    P_CODE: {
      shape: /^[A-Z]{2,3}[A-Z0-9]{1,20}$/,
      description: "the country's letters and then letters or digits, such as KG02",
    },
    WIKIDATA: { shape: /^Q[1-9]\d{0,17}$/, description: 'a Q and a number, such as Q813' },
    IDMC: { shape: /^[A-Z0-9][A-Z0-9-]{0,39}$/, description: 'letters, digits and hyphens' },
  };

/** The row of `external_ids` is of this identifier. */
export const isIdentifiedBy = (scheme: ExternalIdScheme, value: string): SQL =>
  and(eq(externalIds.scheme, scheme), eq(externalIds.value, value))!;

/** The keys of whatever bears an identifier. */
export async function keysIdentified(
  db: Database,
  scheme: ExternalIdScheme,
  value: string,
): Promise<string[]> {
  if (storable([value]).length === 0) return [];
  const rows = await db
    .select({ key: externalIds.entityKey })
    .from(externalIds)
    .where(isIdentifiedBy(scheme, value))
    .orderBy(externalIds.entityKey);
  return rows.map(({ key }) => key);
}
