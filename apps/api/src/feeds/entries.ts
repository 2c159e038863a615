import { addressOf } from '../downloads/addresses.ts';
import type { AtomEntry, AtomLink } from './atom.ts';

/** A claim as the feeds' queries ask for it. */
export interface FeedClaim {
  id: string;
  slug: string;
  kind: string;
  stance: string;
  summary: string;
  assertedAt: { latest: string; edtf: string };
  claimant: { name: string };
  attribution: {
    role: string;
    actor: { name: string };
    report: { title: string; url: string | null } | null;
  }[];
  conflict: { slug: string; name: string } | null;
  supersedes: { summary: string } | null;
}

/** A claim that was taken back, by its claimant or, with a reason, by a later release of its dataset. */
export interface FeedWithdrawal {
  at: string;
  claim: FeedClaim & { withdrawnReason: string | null; dataset: { name: string } | null };
}

/** An agreement likewise. */
export interface FeedAgreement {
  id: string;
  slug: string;
  name: string;
  milestones: {
    status: string;
    at: string;
    actor: { name: string } | null;
    claim: { id: string } | null;
  }[];
}

/**
 * RFC 4151, out of a global id and so the same in every installation; the domain is one that nobody can own, because no
 * installation's own may stand in it.
 */
export function tagOf(id: string, part = ''): string {
  return `tag:casus.invalid,2022:${id}${part && `/${part}`}`;
}

/** Before the claimant, whose name may be a singular or a plural: no verb has to agree with it. */
const WORDS: Record<string, string> = {
  ASSERTS: 'According to',
  CONFIRMS: 'Confirmed by',
  DENIES: 'Denial by',
  CANNOT_CONFIRM: 'Not confirmed by',
};

/** Dated by when it was certainly said: a feed as of a moment tells nothing that came after. */
export function claimEntry(claim: FeedClaim, base: string): AtomEntry {
  const chain = claim.attribution.map(({ role, actor, report }) =>
    [`${role.toLowerCase()}: ${actor.name}`, report?.title].filter(Boolean).join(', '),
  );
  return {
    id: tagOf(claim.id),
    title: `${WORDS[claim.stance] ?? 'According to'} ${claim.claimant.name}: ${claim.summary}`,
    updated: claim.assertedAt.latest,
    author: claim.claimant.name,
    categories: [claim.kind, claim.stance],
    links: [
      jsonLink(addressOf(base, 'claims', claim.slug)),
      ...claim.attribution.flatMap(({ report }): AtomLink[] =>
        report?.url ? [{ rel: 'via', href: report.url, title: report.title }] : [],
      ),
    ],
    content: [
      claim.summary,
      `Said ${claim.assertedAt.edtf}. ${chain.join(' → ')}.`,
      ...(claim.supersedes ? [`It replaces: ${claim.supersedes.summary}`] : []),
      ...(claim.conflict ? [`Conflict: ${claim.conflict.name}.`] : []),
    ],
  };
}

/**
 * An entry of its own: that of the claim stands in readers' programs as it was. Its id is that which `/changes.atom` gives it,
 * so that a claim withdrawn a second time is told of anew.
 */
export function withdrawalEntry({ at, claim }: FeedWithdrawal, base: string): AtomEntry {
  const { id, slug, summary, claimant, withdrawnReason, dataset, assertedAt, conflict } = claim;
  const by = (withdrawnReason === null ? null : dataset?.name) ?? claimant.name;
  return {
    id: tagOf(id, `WITHDRAWN/${at}`),
    title: `Withdrawn by ${by}: ${summary}`,
    updated: at,
    author: by,
    categories: [claim.kind, 'WITHDRAWN'],
    links: [jsonLink(addressOf(base, 'claims', slug))],
    content: [
      `No longer stands: ${summary}`,
      `Said ${assertedAt.edtf} by ${claimant.name}, withdrawn ${at}.`,
      withdrawnReason ?? 'Its claimant took it back.',
      ...(conflict ? [`Conflict: ${conflict.name}.`] : []),
    ],
  };
}

export function milestoneEntries(
  { id, slug, name, milestones }: FeedAgreement,
  base: string,
): AtomEntry[] {
  return milestones.map(({ status, at, actor, claim }) => {
    const step = status.toLowerCase().replaceAll('_', ' ');
    return {
      id: tagOf(id, [status, claim?.id ?? 'time'].join('/')),
      title: `${name}: ${step}`,
      updated: at,
      author: actor?.name ?? 'Casus',
      categories: ['AGREEMENT', status],
      links: [jsonLink(addressOf(base, 'agreements', slug))],
      content: [
        actor
          ? `${name} came to stand at “${step}” by the word of ${actor.name}.`
          : `${name} came to stand at “${step}”: its announced hour had come.`,
      ],
    };
  });
}

const jsonLink = (href: string): AtomLink => ({
  rel: 'alternate',
  href,
  type: 'application/json',
});
