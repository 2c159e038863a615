import { CASUS_API_URL, CASUS_PUBLIC_API_URL } from '$app/env/private';

export interface Download {
  format: string;
  href: string;
}

const FORMATS = [
  ['CSV', 'csv'],
  ['GeoJSON', 'geojson'],
  ['NDJSON', 'ndjson'],
] as const;

/** The feed of newest claims, of one conflict or of all. */
export function feedOf(conflict: string | null): string {
  const path = conflict ? `/conflicts/${encodeURIComponent(conflict)}/feed.atom` : '/feed.atom';
  return new URL(path, CASUS_PUBLIC_API_URL || CASUS_API_URL).href;
}

/** Files of a whole list: the API takes the same parameters there as in its filter. */
export function downloadsOf(
  list: 'events' | 'claims',
  parameters: readonly (readonly [string, string])[],
): Download[] {
  return FORMATS.map(([format, ending]) => {
    const link = new URL(`/${list}.${ending}`, CASUS_PUBLIC_API_URL || CASUS_API_URL);
    for (const [name, value] of parameters) link.searchParams.append(name, value);
    return { format, href: link.href };
  });
}
