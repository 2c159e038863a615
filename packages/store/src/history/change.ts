import { and, gt, isNotNull, isNull, lte, not, or, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { readObjects } from '../reading/read.ts';
import type { Order } from '../lists/page.ts';
import { claims } from '../tables/claim.ts';

/** Two moments: what moved after the first, and by the second. */
export interface Span<Moment = string> {
  since: Moment;
  until: Moment;
}

/** What a new claim does to what was said before. */
export const NOVELTIES = ['ASSERTED', 'REVISED', 'RESTATED'] as const;
export type Novelty = (typeof NOVELTIES)[number];

const QUANTITY = ['low', 'best', 'high', 'quantifier', 'stance'] as const;

/** Whether a claim says something else than the claim it supersedes, and null where it supersedes none. */
const REVISES = sql`(
  select case when ${claims.metric} is null
    then (${claims.summary}, ${claims.stance}) is distinct from (previous.summary, previous.stance)
    else (${columnsOf(sql`${claims}`)}) is distinct from (${columnsOf(sql`previous`)})
  end
  from claims previous where previous.key = ${claims.supersedesKey})`;

function columnsOf(row: SQL): SQL {
  return sql.join(
    QUANTITY.map((column) => sql`${row}.${sql.raw(column)}`),
    sql`, `,
  );
}

/** The rule said in TypeScript, for a claim whose predecessor is at hand. */
export function noveltyOf(
  claim: typeof claims.$inferSelect,
  previous: typeof claims.$inferSelect | null,
): Novelty {
  if (!previous) return 'ASSERTED';
  const columns = claim.metric === null ? (['summary', 'stance'] as const) : QUANTITY;
  return columns.some((column) => claim[column] !== previous[column]) ? 'REVISED' : 'RESTATED';
}

/** A claim that was withdrawn before it was certain never stood. */
const EVER_STOOD = or(isNull(claims.withdrawnAt), gt(claims.withdrawnAt, claims.assertedLatest));

/** The claims that were first certain within a span, and are among the kinds of news asked for. */
export function claimsNew(
  { since, until }: Span<string | SQL>,
  novelties: readonly Novelty[],
): SQL | undefined {
  const of: Record<Novelty, SQL> = {
    ASSERTED: sql`${REVISES} is null`,
    REVISED: REVISES,
    RESTATED: sql`not ${REVISES}`,
  };
  return and(
    gt(claims.assertedLatest, since),
    lte(claims.assertedLatest, until),
    EVER_STOOD,
    // Implied by the next condition; an index has those alone.
    novelties.includes('ASSERTED') ? undefined : isNotNull(claims.supersedesKey),
    novelties.length === NOVELTIES.length ? undefined : or(...novelties.map((word) => of[word])),
  );
}

/**
 * A later claim had replaced it by the moment of its withdrawal. A release withdraws all that was ever said of the
 * events that it leaves out, and only the last word is news: the number of an event went once.
 */
const WAS_REPLACED = sql`exists (
  select 1 from claims later where later.supersedes_key = ${claims.key}
    and later.asserted_latest < ${claims.withdrawnAt}
    and (later.withdrawn_at is null or later.withdrawn_at >= ${claims.withdrawnAt}))`;

/** The claims that stopped standing within a span, and had the last word until then. */
export function claimsWithdrawn({ since, until }: Span<string | SQL>): SQL | undefined {
  return and(
    gt(claims.withdrawnAt, since),
    lte(claims.withdrawnAt, until),
    EVER_STOOD,
    not(WAS_REPLACED),
  );
}

const byWithdrawal = { by: claims.withdrawnAt, value: 'instant' as const };

export const WITHDRAWAL_ORDERS = {
  LATEST_FIRST: { name: 'LATEST_FIRST', ...byWithdrawal, descending: true },
  EARLIEST_FIRST: { name: 'EARLIEST_FIRST', ...byWithdrawal, descending: false },
} satisfies Record<string, Order>;

/**
 * An agreement may have come to another status within a span: a claim of its ledger was made in it, or
 * its hour came. With a conflict, it is about that, too.
 */
export function isTouched(
  { since, until }: Span<string | SQL>,
  conflictKey: string | SQL | null,
): SQL {
  return sql`(
        (effective_at > ${since} and effective_at <= ${until}) or key in (
          select ledger.key from (
            select agreement_key as key, claim_key from agreement_declarations
            union all select agreement_key, claim_key from agreement_violations
            union all select renewal.renews_key, claim_key from agreements renewal
              join agreement_declarations on agreement_key = renewal.key
              where renewal.renews_key is not null
            union all select key, effective_claim_key from agreements
            union all select key, ended_claim_key from agreements
          ) ledger join claims on claims.key = claim_key
          where asserted_latest > ${since} and asserted_latest <= ${until}
        )
      )
      and ${conflictKey === null ? sql`true` : sql`conflict_key = ${conflictKey}`}`;
}

/** The keys of the agreements that were touched. */
export async function agreementsTouched(
  db: Database,
  span: Span,
  conflictKey: string | null,
): Promise<string[]> {
  const rows = await readObjects<{ key: string }>(
    db,
    sql`select key from agreements where ${isTouched(span, conflictKey)}`,
  );
  return rows.map(({ key }) => key);
}
