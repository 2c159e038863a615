import { json, redirect, type RequestEvent } from '@sveltejs/kit';
import { asOfOf } from '#lib/api/as-of.ts';
import { ask } from '#lib/api/client.server.ts';
import { countryKey } from '#lib/geo/country-filter.server.ts';
import { PREFIX } from '#lib/language/locale.ts';
import { embedPath, heightOf, snippet, WIDTHS } from '#lib/reuse/addresses.ts';
import { captionText } from '#lib/reuse/caption.ts';
import { graphql } from '../../gql/gql.ts';
import { embedded, OPEN } from '../embed/embedded.server.ts';
import { givenOf, pixelsOf, type Given } from './given.ts';
import type { RequestHandler } from './$types';

const EventEstimate = graphql(`
  query EventEstimate($slug: String!, $asOf: DateTime) {
    event(slug: $slug) {
      deaths(asOf: $asOf) {
        claim {
          slug
        }
      }
    }
  }
`);

/** What a card is as wide as where nobody says how wide it may be, CSS pixels. */
const USUAL = 600;

/** oEmbed (https://oembed.com): the card of a claim, of an event's estimate, of a figure or of a sum over events, by its address. */
export const GET: RequestHandler = async (event) => {
  const asked = event.url.searchParams;
  const format = asked.get('format') || 'json';
  if (format !== 'json')
    return refused(501, `format: json is answered, ${format.slice(0, 20)} is not`);
  const given = givenOf(asked.get('url') ?? '', event.url.origin, new Date().toISOString());
  if (!given) {
    return refused(
      404,
      `url: no address of a claim, of something with events or of a card of ${event.url.origin}`,
    );
  }
  const [maxwidth, maxheight] = [pixelsOf(asked.get('maxwidth')), pixelsOf(asked.get('maxheight'))];
  if (maxwidth === null) return refused(400, 'maxwidth: a whole number of pixels is needed');
  if (maxheight === null) return refused(400, 'maxheight: a whole number of pixels is needed');
  // The card speaks the language of the page, and this answer is made in that of its address.
  if ((PREFIX.exec(event.url.pathname)?.[0] ?? '') !== given.language) {
    redirect(302, `${given.language}/oembed${event.url.search}`);
  }

  const path = await cardOf(event, given);
  if (!path) return refused(404, 'url: the event has no estimate of its own');
  const { number, asOf, isToCome, datasets } = await embedded(
    { ...parts(event), url: given.url },
    path,
  );
  const width = Math.min(maxwidth ?? USUAL, WIDTHS.most);
  const needed = heightOf(
    number,
    Math.max(width, WIDTHS.least),
    captionText(number, asOf, isToCome),
    datasets.map(({ citation }) => citation).join(' '),
  );
  const height = Math.min(needed, maxheight ?? needed);
  const title = [number.what, number.about].filter(Boolean).join(', ');
  return json(
    {
      version: '1.0',
      type: 'rich',
      title,
      author_name: number.claimants.join(', '),
      provider_name: 'Casus',
      provider_url: event.url.origin,
      cache_age: 3600,
      width,
      height,
      html: snippet({ src: event.url.origin + embedPath(number, { asOf }), title, width, height }),
    },
    { headers: OPEN },
  );
};

const parts = ({ fetch, locals, request }: RequestEvent) => ({ fetch, locals, request });

async function cardOf(event: RequestEvent, { kind, below, url }: Given): Promise<string | null> {
  if (kind === 'embed') return below;
  if (kind === 'claims' || kind === 'figures') return `${kind}/${below}`;
  if (kind === 'countries') return `totals/places/${countryKey(below)}`;
  if (kind !== 'events') return `totals/${kind}/${below}`;
  const { data } = await ask(event, EventEstimate, { slug: below, asOf: asOfOf(url) });
  const claim = data.event?.deaths?.claim;
  return claim ? `claims/${claim.slug}` : null;
}

const refused = (status: number, message: string) => json({ message }, { status, headers: OPEN });
