import { withoutControls } from '../language/bidi.ts';

/** schema.org's description of what a page tells, for programs that read pages. */
export type LinkedData = { '@type': string } & Record<string, unknown>;

/**
 * A script element with the data and nothing else: no text in it can end the element. A browser never
 * runs a block of this type, so the content security policy has nothing to say about it.
 */
export function linkedDataElement(data: LinkedData): string {
  const json = withoutControls(JSON.stringify({ '@context': 'https://schema.org', ...data }))
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  return `<script type="application/ld+json">${json}</script>`;
}

interface Bounds {
  earliest: string;
  latest: string;
}

const day = (instant: string) => instant.slice(0, 10);

interface Located {
  latitude?: number | null;
  longitude?: number | null;
  place?: { name: string } | null;
  country?: { name: string; countryCode?: string | null } | null;
}

export function eventData(event: {
  name: string;
  url: string;
  time: Bounds;
  location?: Located | null;
  summary?: string | null;
}): LinkedData {
  const { name, url, time, location, summary } = event;
  return {
    '@type': 'Event',
    name,
    url,
    startDate: day(time.earliest),
    endDate: day(time.latest),
    ...(summary ? { description: summary } : {}),
    ...(location ? { location: placeData(location) } : {}),
  };
}

function placeData({ latitude, longitude, place, country }: Located): LinkedData {
  return {
    '@type': 'Place',
    ...(place || country ? { name: place?.name ?? country?.name } : {}),
    ...(country
      ? {
          address: {
            '@type': 'PostalAddress',
            addressCountry: country.countryCode ?? country.name,
          },
        }
      : {}),
    ...(typeof latitude === 'number' && typeof longitude === 'number'
      ? { geo: { '@type': 'GeoCoordinates', latitude, longitude } }
      : {}),
  };
}

/** A claim is told as one, never as a review of whether it is true. */
export function claimData(claim: {
  summary: string;
  url: string;
  claimant: { name: string };
  claimantIsPerson: boolean;
  assertedAt: Bounds;
  about: { name: string; url: string };
  report?: { title: string; url?: string | null } | null;
}): LinkedData {
  const { summary, url, claimant, claimantIsPerson, assertedAt, about, report } = claim;
  return {
    '@type': 'Claim',
    text: summary,
    url,
    datePublished: day(assertedAt.latest),
    author: { '@type': claimantIsPerson ? 'Person' : 'Organization', name: claimant.name },
    about: { '@type': 'Thing', name: about.name, url: about.url },
    ...(report
      ? {
          appearance: {
            '@type': 'CreativeWork',
            name: report.title,
            ...(report.url ? { url: report.url } : {}),
          },
        }
      : {}),
  };
}

const ENCODING: Record<string, string> = {
  csv: 'text/csv',
  geojson: 'application/geo+json',
  parquet: 'application/vnd.apache.parquet',
  ndjson: 'application/x-ndjson',
  json: 'application/json',
};

export function datasetData(dataset: {
  name: string;
  description: string;
  url: string;
  files: string[];
  from?: string | null;
  to?: string | null;
  places?: string[];
  licence?: string | null;
  creator?: string;
}): LinkedData {
  const { name, description, url, files, from, to, places = [], licence, creator } = dataset;
  return {
    '@type': 'Dataset',
    name,
    description,
    url,
    isAccessibleForFree: true,
    creator: { '@type': 'Organization', name: creator ?? 'Casus' },
    ...(licence ? { license: licence } : {}),
    ...(from ? { temporalCoverage: `${from}/${to ?? '..'}` } : {}),
    ...(places.length > 0
      ? { spatialCoverage: places.map((place) => ({ '@type': 'Place', name: place })) }
      : {}),
    distribution: files.map((contentUrl) => ({
      '@type': 'DataDownload',
      contentUrl,
      encodingFormat: ENCODING[new URL(contentUrl).pathname.split('.').at(-1)!],
    })),
  };
}
