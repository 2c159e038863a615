import { and, gte, inArray, lte, sql, type SQL } from 'drizzle-orm';
import type { Link, Order } from '../lists/page.ts';
import { isNamed, keysNamed } from './named.ts';
import { actors } from '../tables/actor.ts';
import { agreements } from '../tables/agreement.ts';
import { conflicts } from '../tables/conflict.ts';
import { claimsStanding } from './claim.ts';
import { contains } from '../reading/text.ts';
import type { AGREEMENT_KINDS, PROVISION_KINDS } from '../vocabulary.ts';

export type Agreement = typeof agreements.$inferSelect;

export interface AgreementFilter {
  conflicts?: readonly string[] | null;
  kinds?: readonly (typeof AGREEMENT_KINDS)[number][] | null;
  parties?: readonly string[] | null;
  mediators?: readonly string[] | null;
  provisions?: readonly (typeof PROVISION_KINDS)[number][] | null;
  /** Days, both inclusive, between which its hour came. */
  effectiveDuring?: { from?: string | null; to?: string | null } | null;
  /** Part of the name, any case. */
  text?: string | null;
  /** Certainly declared by somebody by this instant. */
  announcedBy?: string | null;
}

export function agreementsWhere(filter: AgreementFilter): SQL | undefined {
  return and(
    filter.conflicts ? isNamed(agreements.conflictKey, conflicts, filter.conflicts) : undefined,
    filter.kinds ? inArray(agreements.kind, filter.kinds) : undefined,
    filter.parties ? hasActor('agreement_parties', filter.parties) : undefined,
    filter.mediators ? hasActor('agreement_mediators', filter.mediators) : undefined,
    filter.provisions
      ? sql`${agreements.key} in (select agreement_key from agreement_provisions
            where kind = any(${sql.param(filter.provisions)}::text[]::provision_kind[]))`
      : undefined,
    isEffective(filter.effectiveDuring),
    filter.text ? contains(agreements.name, filter.text) : undefined,
    filter.announcedBy ? isAnnouncedBy(filter.announcedBy) : undefined,
  );
}

function hasActor(
  link: 'agreement_parties' | 'agreement_mediators',
  names: readonly string[],
): SQL {
  return sql`${agreements.key} in (select agreement_key from ${sql.raw(link)}
    where actor_key = any(${keysNamed(actors, names)}))`;
}

function isEffective(during: AgreementFilter['effectiveDuring']): SQL | undefined {
  return and(
    during?.from ? gte(agreements.effectiveAt, `${during.from}T00:00:00.000Z`) : undefined,
    during?.to ? lte(agreements.effectiveAt, `${during.to}T23:59:59.999Z`) : undefined,
  );
}

function isAnnouncedBy(moment: string): SQL {
  return sql`exists (
    select from agreement_declarations declaration join claims on claims.key = declaration.claim_key
    where declaration.agreement_key = ${agreements.key} and claims.stance in ('ASSERTS', 'CONFIRMS')
      and ${claimsStanding(moment)})`;
}

const byHour = {
  by: sql`coalesce(${agreements.effectiveAt}, timestamptz '0001-01-01 00:00:00+00')`,
  value: 'instant' as const,
};
const byName = { by: sql`${agreements.name} collate "C"`, value: 'text' as const };

/** Those without an hour are the oldest. */
export const AGREEMENT_ORDERS = {
  LATEST_FIRST: { name: 'LATEST_FIRST', ...byHour, descending: true },
  EARLIEST_FIRST: { name: 'EARLIEST_FIRST', ...byHour, descending: false },
  NAME_ASC: { name: 'NAME_ASC', ...byName, descending: false },
  NAME_DESC: { name: 'NAME_DESC', ...byName, descending: true },
} satisfies Record<string, Order>;

export const ofConflict: Link = (key) => sql`${agreements.conflictKey} = ${key}`;
export const ofParty: Link = (key) =>
  sql`${agreements.key} in (select agreement_key from agreement_parties where actor_key = ${key})`;

/** Whether an agreement had been declared by a moment that renews the one of a key. */
export function isRenewed(key: SQL, asOf: string | SQL): SQL {
  return sql`exists (
    select from agreements later
    join agreement_declarations declaration on declaration.agreement_key = later.key
    join claims on claims.key = declaration.claim_key
    where later.renews_key = ${key} and ${claimsStanding(asOf)})`;
}
