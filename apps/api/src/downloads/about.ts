import type { Selected } from '@casus/store/lists/selected';
import { addressAsked } from './addresses.ts';
import type { Column, FileFacts, FormatName } from './column.ts';
import { RECORD_TERMS } from './terms.ts';

/** What an address asked for. */
export interface Asked {
  /** Events, claims. */
  noun: string;
  /** Its parameters as given, but for `asOf` and the order. */
  filters: Record<string, string>;
  /** As given; null for now, and where it was still to come. */
  asOf: string | null;
}

export function askedOf(
  noun: string,
  query: URLSearchParams,
  moment: { asOf: string; now: string },
): Asked {
  const given = new Set([...query].flatMap(([name, value]) => (value ? [name] : [])));
  const asOf = given.has('asOf') && moment.asOf <= moment.now ? query.get('asOf') : null;
  for (const other of ['asOf', 'orderBy']) given.delete(other);
  return {
    noun,
    filters: Object.fromEntries([...given].map((name) => [name, query.getAll(name).join(',')])),
    asOf,
  };
}

/** "34 of 512 events; filters: countries=KG,TJ, minDeaths=5". */
export function selectionOf({ noun, filters }: Asked, { matched, total }: Selected): string {
  const parameters = Object.entries(filters).map(([name, value]) => `${name}=${value}`);
  return `${matched} of ${total} ${noun}; filters: ${parameters.join(', ') || 'none'}`;
}

/** A name that tells what is in it, in letters that no file system minds. */
export function fileNameOf({ noun, asOf }: Asked, file: FileFacts, format: FormatName): string {
  const { matched, total } = file.selected;
  const moment = asOf ? `-as-of-${file.asOf.slice(0, 19).replaceAll(':', '')}Z` : '';
  return `casus-${noun}-${matched}-of-${total}${moment}.${format}`;
}

/**
 * The address at which the same file can be had again, whatever is said later. Null where the moment is still to come: what is
 * said until then counts too.
 */
export function permalinkOf(
  base: string,
  requestUrl: string,
  { asOf, now }: { asOf: string; now: string },
): string | null {
  if (asOf > now) return null;
  const permalink = addressAsked(base, requestUrl);
  permalink.searchParams.set('asOf', asOf);
  return permalink.href;
}

/** What a file tells of itself. */
export interface AboutFile {
  title: string;
  noun: string;
  count: number;
  of: number;
  filters: Record<string, string>;
  asOf: string;
  generatedAt?: string;
  permalink: string | null;
  documentation: string;
  sources: {
    datasetKey: string | null;
    rows: number;
    name: string;
    licence: string;
    citation: string;
    url?: string | null;
  }[];
  columns: Record<string, string>;
}

export function aboutFile(
  { noun, filters, asOf: frozen }: Asked,
  { selected, selection, asOf }: FileFacts,
  addresses: { permalink: string | null; documentation: string },
  columns: readonly Column[],
): AboutFile {
  const { matched, total, datasets, recordRows } = selected;
  return {
    title: `Casus: ${selection}`,
    noun,
    count: matched,
    of: total,
    filters,
    asOf,
    // Of a moment, the file is the same whenever it is made: a part can be fetched later.
    ...(frozen === null && { generatedAt: new Date().toISOString() }),
    ...addresses,
    sources: [
      ...(recordRows > 0 ? [{ datasetKey: null, rows: recordRows, ...RECORD_TERMS }] : []),
      ...datasets.map(({ key, rows, name, version, licence, citation, url }) => ({
        datasetKey: key,
        rows,
        name: `${name} ${version}`,
        licence,
        citation,
        url,
      })),
    ],
    columns: Object.fromEntries(columns.map(({ name, description }) => [name, description])),
  };
}
