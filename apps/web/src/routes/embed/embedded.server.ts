import { error, type RequestEvent } from '@sveltejs/kit';
import type { EventFilter } from '../../gql/graphql.ts';
import { m } from '#paraglide/messages.js';
import {
  actorPath,
  asOfLink,
  claimPath,
  conflictPath,
  dyadPath,
  entityPath,
  placePath,
} from '#lib/address/paths.ts';
import { asOfOf } from '#lib/api/as-of.ts';
import { isToCome } from '#lib/tools/citation.ts';
import { ask } from '#lib/api/client.server.ts';
import { quantityText } from '#lib/format/numbers.ts';
import { boundsText, momentText } from '#lib/format/times.ts';
import { askedWithin } from '#lib/geo/country-filter.server.ts';
import { dyadName } from '#lib/language/dyad-name.ts';
import { numberOfClaim, numberOfFigure, type ReusedNumber } from '#lib/reuse/number.ts';
import { numberOfTotals, SUMMED, type SummedRoot } from '#lib/reuse/sum.ts';
import { EmbeddedClaim, EmbeddedFigure, type EmbeddedDataset } from './embed.ts';
import { EmbeddedTotals } from './totals.ts';

/** A number as it leaves the site: on a card, in a picture, in a citation. */
export interface Embedded {
  number: ReusedNumber;
  asOf: string | null;
  /** Whether that moment is still to come: until then it follows the record. */
  isToCome: boolean;
  /** The page it is on, and all that is said of it: an address of this site. */
  page: string;
  /** Whose data it is, where datasets say so. */
  datasets: EmbeddedDataset[];
  /** What has become of it since, or that it had not been said yet; empty while it stands. */
  note: string;
}

type Found = Omit<Embedded, 'isToCome'>;

type Asked = Pick<RequestEvent, 'fetch' | 'locals' | 'request' | 'url'>;

/** By what stands below `/embed`: `claims/<slug>`, `figures/<slug of a claim of it>`, or `totals/<what>/<slug>`. @throws 404 */
export async function embedded(event: Asked, path: string): Promise<Embedded> {
  const [kind, ...rest] = path.split('/');
  const slug = rest.join('/');
  const asOf = asOfOf(event.url);
  const found =
    slug && kind === 'claims'
      ? await claimOf(event, slug, asOf)
      : slug && kind === 'figures'
        ? await figureOf(event, slug, asOf)
        : slug && kind === 'totals'
          ? await totalsOf(event, slug, asOf)
          : null;
  if (!found) error(404, m.reuse_gone());
  return { ...found, isToCome: isToCome(asOf, new Date().toISOString()) };
}

async function claimOf(event: Asked, slug: string, asOf: string | null): Promise<Found | null> {
  const { data } = await ask(event, EmbeddedClaim, { slug, asOf });
  const { claim } = data;
  if (!claim) return null;
  const { supersededBy: later, withdrawnAt, dataset, assertedAt } = claim;
  const notes = [
    asOf && assertedAt.latest > asOf && m.reuse_later(),
    later &&
      m.reuse_replaced({
        number: later.quantity ? quantityText(later.quantity) : later.summary,
        when: boundsText(later.assertedAt),
      }),
    withdrawnAt && m.reuse_withdrawn({ when: momentText(withdrawnAt) }),
  ];
  return {
    number: numberOfClaim(claim),
    asOf,
    page: event.url.origin + asOfLink(claimPath(claim), asOf),
    datasets: dataset ? [dataset] : [],
    note: notes.filter(Boolean).join(' '),
  };
}

async function figureOf(event: Asked, slug: string, asOf: string | null): Promise<Found | null> {
  const { data } = await ask(event, EmbeddedFigure, { slug, asOf });
  if (!data.claim?.figure) return null;
  const { figure } = data.claim;
  const number = numberOfFigure(figure, figure.voices);
  if (!number) return null;
  return {
    number,
    asOf,
    page: `${event.url.origin}${asOfLink(entityPath(figure.about), asOf)}#claimed`,
    datasets: eachOnce(figure.voices.flatMap(({ dataset }) => dataset ?? [])),
    note: '',
  };
}

const PATHS: Record<SummedRoot, (of: { slug: string }) => string> = {
  conflicts: conflictPath,
  actors: actorPath,
  dyads: dyadPath,
  places: placePath,
};

/** @param path such as `conflicts/afghanistan-government` */
async function totalsOf(event: Asked, path: string, asOf: string | null): Promise<Found | null> {
  const [word, ...rest] = path.split('/');
  const slug = rest.join('/');
  const root = SUMMED.find((each) => each === word);
  if (!root || !slug) return null;
  const summed = async (within: EventFilter) => {
    const { data } = await ask(event, EmbeddedTotals, {
      slug,
      within,
      isConflict: root === 'conflicts',
      isActor: root === 'actors',
      isDyad: root === 'dyads',
      isPlace: root === 'places',
      asOf,
    });
    return data;
  };
  const data =
    root === 'places'
      ? await askedWithin(slug, summed, ({ place }) => place)
      : await summed({ [root]: [slug] });
  const { conflict, actor, place, dyad } = data;
  const of = conflict ?? actor ?? place ?? (dyad && { ...dyad, name: dyadName(dyad) });
  if (!of) return null;
  const number = numberOfTotals({ root, ...of }, data.summed, data.coverage);
  if (!number) error(404, m.conflict_stats_none());
  return {
    number,
    asOf,
    page: event.url.origin + asOfLink(PATHS[root](of), asOf),
    datasets: eachOnce(
      data.cited.flatMap(({ deaths, release }) =>
        deaths && release ? { ...release.dataset, version: release.version } : [],
      ),
    ),
    note: '',
  };
}

/** Two claims of one release cite it once. */
const eachOnce = (datasets: readonly EmbeddedDataset[]): EmbeddedDataset[] => [
  ...new Map(datasets.map((dataset) => [dataset.citation, dataset])).values(),
];

/** Anybody may fetch it from a page of theirs; it is asked for anew each time, as pages are. */
export const OPEN = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};
