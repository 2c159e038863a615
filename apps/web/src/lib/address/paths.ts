import { localized } from '../language/locale.ts';
import { ROOTS, type EntityType } from '../page/entity.ts';

/** Slugs may be natural keys with slashes (`ucdp:source:703/police`), which stay as path segments. */
function path(root: string, slug: string): string {
  const segments = slug.split('/').map(encodeURIComponent).join('/');
  return localized(`/${root}/${segments.replaceAll('%3A', ':').replaceAll('%40', '@')}`);
}

export const conflictPath = ({ slug }: { slug: string }) => path('conflicts', slug);
export const conflictEventsPath = (conflict: { slug: string }) =>
  `${conflictPath(conflict)}/events`;
export const eventPath = ({ slug }: { slug: string }) => path('events', slug);
export const agreementPath = ({ slug }: { slug: string }) => path('agreements', slug);
export const reportPath = ({ slug }: { slug: string }) => path('reports', slug);
export const claimPath = ({ slug }: { slug: string }) => path('claims', slug);
/** A figure is known by a claim of it, whichever. */
export const figurePath = ({ slug }: { slug: string }) => path('figures', slug);
export const placePath = ({ slug }: { slug: string }) => path('places', slug);
export const briefPath = ({ slug }: { slug: string }) => path('countries', slug);
export const dyadPath = ({ slug }: { slug: string }) => path('dyads', slug);
/** Where the first two of these claimants are held against each other, number by number. */
export function comparePath(claimants: readonly { slug: string }[], asOf: string | null): string {
  const two = claimants.slice(0, 2).map(({ slug }) => ['claimant', slug]);
  const asked = new URLSearchParams([...two, ...(asOf ? [['asOf', asOf]] : [])]);
  return `${localized('/claimants')}?${asked}`;
}

export const actorPath = ({ slug }: { slug: string }) => path('actors', slug);

export const datasetPath = ({ slug }: { slug: string }) => path('datasets', slug);

/** An entity at its own address, whichever it is. */
export const entityPath = ({ __typename, slug }: { __typename: EntityType; slug: string }) =>
  path(ROOTS[__typename], slug);

/** A link in the page's language that keeps the moment the reader has rewound to. */
export function asOfLink(path: string, asOf: string | null): string {
  const there = localized(path);
  return asOf ? `${there}?asOf=${encodeURIComponent(asOf.replace('.000Z', 'Z'))}` : there;
}
