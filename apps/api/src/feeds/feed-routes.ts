import { didYouMean } from '@casus/schema/entities-named';
import { nearlyNamed } from '@casus/store/search/nearly-named';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { join } from 'node:path';
import type { AdmitRequest } from '../pipeline/admission/admit-request.ts';
import { addressAsked } from '../downloads/addresses.ts';
import { momentAsked } from '../downloads/moment-asked.ts';
import { answerTo, publishedQueries } from '../downloads/published-queries.ts';
import { TERMS_NOTICE } from '../downloads/terms.ts';
import { entityTag, isNotModified } from '../http/entity-tag.ts';
import { HttpError } from '../http/errors.ts';
import type { GraphQLServer } from '../pipeline/yoga.ts';
import type { OwnAddress } from '../http/own-address.ts';
import { atomXml, type AtomEntry } from './atom.ts';
import {
  claimEntry,
  milestoneEntries,
  tagOf,
  withdrawalEntry,
  type FeedAgreement,
  type FeedClaim,
  type FeedWithdrawal,
} from './entries.ts';
import { linksOf } from './feed-links.ts';

const queries = publishedQueries(join(import.meta.dirname, 'queries'));

interface ClaimPage {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: FeedClaim[];
}

/** What stands in one page of a feed. */
interface FeedContent {
  id: string;
  title: string;
  page: ClaimPage;
  agreements: FeedAgreement[];
  /** The latest of them. */
  withdrawals: FeedWithdrawal[];
}

type Variables = Record<string, unknown>;

/** Asks one of the published queries. */
type AskQuery = <Data>(name: string, variables: Variables) => Promise<Data>;

/** Atom: the newest claims and what was withdrawn; of a conflict, also the steps of its agreements. */
export function feeds(
  app: FastifyInstance,
  yoga: GraphQLServer,
  ownAddress: OwnAddress,
  admitRequest: AdmitRequest,
): void {
  app.get<{ Params: { slug: string } }>('/conflicts/:slug/feed.atom', (request, reply) =>
    answer(request, reply, async (variables, ask) => {
      const { slug } = request.params;
      const { conflict } = await ask<{ conflict: FeedConflict | null }>('ConflictFeed', {
        ...variables,
        slug,
      });
      if (!conflict) {
        const { database } = await request.read();
        const named = { entity: 'Conflict', name: slug } as const;
        const now = new Date().toISOString();
        const nearly = await nearlyNamed(database(request.cancellation.signal), named, now);
        throw new HttpError(
          404,
          `There is no conflict "${slug.slice(0, 200)}".${didYouMean(nearly)}`,
        );
      }
      return {
        id: tagOf(conflict.id, 'feed'),
        title: `Casus: ${conflict.name}`,
        page: conflict.claims,
        agreements: conflict.agreements.nodes,
        withdrawals: await withdrawalsIn(conflict.id, variables, ask),
      };
    }),
  );
  app.get('/feed.atom', (request, reply) =>
    answer(request, reply, async (variables, ask) => {
      const { claims, withdrawals } = await ask<{ claims: ClaimPage } & Partial<Withdrawals>>(
        'Feed',
        { ...variables, isFirst: !variables.after },
      );
      return {
        id: tagOf('feed'),
        title: 'Casus: newest claims',
        page: claims,
        agreements: [],
        withdrawals: withdrawals?.nodes ?? [],
      };
    }),
  );

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    read: (variables: Variables, ask: AskQuery) => Promise<FeedContent>,
  ): Promise<FastifyReply> {
    const base = ownAddress(request);
    const address = addressAsked(base, request.url);
    const asOf = momentAsked(request.url, ['after']);
    const after = address.searchParams.get('after');
    const now = new Date().toISOString();
    const admit = admitRequest(request, reply);
    const feed = await read({ asOf, after }, (name, variables) =>
      answerTo(yoga, request, { query: queries.get(name)!, variables, now, admit }),
    );
    const entries = entriesOf(feed, after === null, base);
    // Of a feed without entries nothing was ever updated: the time is that of an empty record.
    const updated = entries[0]?.updated ?? '1970-01-01T00:00:00.000Z';
    const text = atomXml({
      ...feed,
      subtitle: 'Who said what, by when it was certainly said. A claim is not a fact.',
      updated,
      rights: TERMS_NOTICE,
      links: linksOf(address, feed.page.pageInfo),
      entries,
    });
    void reply.headers({
      'cache-control': 'public, max-age=60',
      'last-modified': new Date(updated).toUTCString(),
    });
    if (isNotModified(request, reply, entityTag(text))) return reply.code(304).send();
    return reply.type('application/atom+xml; charset=utf-8').send(text);
  }
}

interface Withdrawals {
  withdrawals: { nodes: FeedWithdrawal[] };
}

/** The latest of a conflict; they stand on the first page alone. */
async function withdrawalsIn(
  conflict: string,
  { asOf, after }: Variables,
  ask: AskQuery,
): Promise<FeedWithdrawal[]> {
  if (after) return [];
  const { withdrawals } = await ask<Withdrawals>('ConflictWithdrawals', { conflict, asOf });
  return withdrawals.nodes;
}

interface FeedConflict {
  id: string;
  name: string;
  claims: ClaimPage;
  agreements: { nodes: FeedAgreement[] };
}

/** Steps of agreements are few, and what a reader waits for: all of them stand on the first page, as do the latest withdrawals. */
function entriesOf(
  { page, agreements, withdrawals }: FeedContent,
  isFirst: boolean,
  base: string,
): AtomEntry[] {
  const claims = page.nodes.map((claim) => claimEntry(claim, base));
  const steps = agreements.flatMap((each) => milestoneEntries(each, base));
  const withdrawn = withdrawals.map((each) => withdrawalEntry(each, base));
  return [...claims, ...(isFirst ? [...steps, ...withdrawn] : [])].toSorted((one, other) =>
    other.updated.localeCompare(one.updated),
  );
}
