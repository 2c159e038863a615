import { schema } from '@casus/schema/schema';
import type { FastifyInstance } from 'fastify';
import { join } from 'node:path';
import { addressAsked, addressOf } from '../downloads/addresses.ts';
import { parametersOf } from '../downloads/parameters.ts';
import { answerTo, publishedQueries } from '../downloads/published-queries.ts';
import { TERMS_NOTICE } from '../downloads/terms.ts';
import { entityTag, isNotModified } from '../http/entity-tag.ts';
import type { OwnAddress } from '../http/own-address.ts';
import type { AdmitRequest } from '../pipeline/admission/admit-request.ts';
import type { GraphQLServer } from '../pipeline/yoga.ts';
import { atomXml, type AtomEntry } from './atom.ts';
import { tagOf } from './entries.ts';
import { linksOf } from './feed-links.ts';

const query = publishedQueries(join(import.meta.dirname, 'queries')).get('ChangesFeed')!;
const { args } = schema.getQueryType()!.getFields()['changes']!;
const parameters = parametersOf(args);

type Bounds = Record<'low' | 'best' | 'high', number | null> | null;

interface Change {
  kind: string;
  at: string;
  position: string | null;
  claim: {
    id: string;
    slug: string;
    stance: string;
    summary: string;
    claimant: { name: string };
  } | null;
  event: { id: string; slug: string; name: string } | null;
  before: Bounds;
  after: Bounds;
  milestone: { status: string; agreement: { id: string; slug: string; name: string } } | null;
  removed: { type: string; formerId: string; formerKey: string } | null;
  conflict: { name: string } | null;
  dataset: { name: string; version: string } | null;
}

interface Answer {
  changes: { pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: Change[] };
}

/** `/changes.atom`: what moved, by either clock, with the parameters that the API's `changes` has. */
export function changesFeed(
  app: FastifyInstance,
  yoga: GraphQLServer,
  ownAddress: OwnAddress,
  admitRequest: AdmitRequest,
): void {
  app.get('/changes.atom', async (request, reply) => {
    const base = ownAddress(request);
    const address = addressAsked(base, request.url);
    const asked = new URLSearchParams(address.searchParams);
    const after = asked.get('after');
    asked.delete('after');
    const { changes } = await answerTo<Answer>(yoga, request, {
      query,
      variables: { ...parameters.read(asked), after },
      now: new Date().toISOString(),
      admit: admitRequest(request, reply),
    });
    const entries = changes.nodes.map((change) => entryOf(change, base));
    // Of a feed without entries nothing was ever updated: the time is that of an empty record.
    const updated = entries[0]?.updated ?? '1970-01-01T00:00:00.000Z';
    const text = atomXml({
      id: tagOf('changes', asked.toString()),
      title: 'Casus: what moved',
      subtitle:
        asked.get('clock') === 'RECORDED'
          ? 'What was added to the record, corrected, withdrawn or taken out, by when it was.'
          : 'What was said otherwise than before, by when it was certainly said. A claim is not a fact.',
      updated,
      rights: TERMS_NOTICE,
      links: linksOf(address, changes.pageInfo),
      entries,
    });
    void reply.headers({
      'cache-control': 'public, max-age=60',
      'last-modified': new Date(updated).toUTCString(),
    });
    if (isNotModified(request, reply, entityTag(text))) return reply.code(304).send();
    return reply.type('application/atom+xml; charset=utf-8').send(text);
  });
}

function entryOf(change: Change, base: string): AtomEntry {
  const { kind, at, position, claim, conflict, dataset } = change;
  const { id, title, href } = whatMoved(change, base);
  const numbers = [change.before, change.after].map(boundsText);
  const moved = numbers.some(Boolean)
    ? `${numbers.map((text) => text ?? 'none').join(' → ')}.`
    : null;
  return {
    id: tagOf(id, position ?? [kind, change.milestone?.status, at].filter(Boolean).join('/')),
    title: `${kind.toLowerCase().replaceAll('_', ' ')}: ${title}`,
    updated: at,
    author: claim?.claimant.name ?? 'Casus',
    categories: [kind],
    links: href === null ? [] : [{ rel: 'alternate', href, type: 'application/json' }],
    content: [
      title,
      ...(moved ? [moved] : []),
      ...(conflict ? [`Conflict: ${conflict.name}.`] : []),
      ...(dataset ? [`By ${dataset.name} ${dataset.version}.`] : []),
    ],
  };
}

function whatMoved({ claim, event, milestone, removed }: Change, base: string) {
  if (milestone) {
    const { id, slug, name } = milestone.agreement;
    const step = milestone.status.toLowerCase().replaceAll('_', ' ');
    return { id, title: `${name}: ${step}`, href: addressOf(base, 'agreements', slug) };
  }
  if (claim) {
    const { id, slug, summary, claimant } = claim;
    const title = `${claimant.name}: ${summary}`;
    return { id, title, href: addressOf(base, 'claims', slug) };
  }
  if (event) {
    const { id, slug, name } = event;
    return { id, title: name, href: addressOf(base, 'events', slug) };
  }
  const { formerId: id, formerKey, type } = removed!;
  return { id, title: `${type.toLowerCase()} ${formerKey}`, href: null };
}

/** "38 (36 to 40)"; null where no number is given. */
function boundsText(bounds: Bounds): string | null {
  if (!bounds) return null;
  const { low, best, high } = bounds;
  const range = low !== null && high !== null && low !== high ? `${low} to ${high}` : null;
  const number = best ?? low ?? high;
  if (number === null) return range;
  return range && best !== null ? `${number} (${range})` : (range ?? String(number));
}
