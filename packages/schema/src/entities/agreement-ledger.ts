import type { Agreement } from '@casus/store/entities/agreement';
import type { Claim } from '@casus/store/entities/claim';
import { jsonObject, type JsonExpression } from '@casus/store/pushdown/json';
import { firstOf, type Row } from '@casus/store/pushdown/row';
import { ownedRows, rowsWhere } from '@casus/store/pushdown/rows';
import { milestonesOf, type AgreementFacts } from '@casus/store/rules/agreement-status';
import {
  agreementDeclarations,
  agreementParties,
  agreements,
  agreementViolations,
} from '@casus/store/tables/agreement';
import { claims } from '@casus/store/tables/claim';
import { AGREEMENT_STATUSES } from '@casus/store/vocabulary';
import { sql, type SQL } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { derived } from '../pushdown/field-options.ts';
import type { ComposeTools, PartBuilder } from '../pushdown/options.ts';
import { momentOf } from '../types/scalars.ts';
import type { MilestoneOf } from './agreement-parts.ts';

interface Declared {
  actorKey: string;
  claimKey: string;
}

/** All rows that the status of an agreement is derived from, as the record holds them now. */
interface FactRows {
  parties: readonly string[];
  declarations: readonly Declared[];
  violations: readonly { accuserKey: string; claimKey: string }[];
  /** Of each agreement that renews it. */
  renewals: readonly (readonly Declared[])[];
  effectiveAt: string | null;
  effectiveClaimKey: string | null;
  endedClaimKey: string | null;
  /** Those that the others point to. */
  claims: readonly Claim[];
}

async function factRowsOf(key: string, { loaders }: Context): Promise<FactRows> {
  const declarationsOf = (of: string) =>
    loaders.all(agreementDeclarations, agreementDeclarations.agreementKey, of, [
      agreementDeclarations.position,
    ]);
  const renewalsOf = async () => {
    const later = await loaders.all(agreements, agreements.renewsKey, key, [agreements.key]);
    return Promise.all(later.map((agreement) => declarationsOf(agreement.key)));
  };
  const { effectiveAt, effectiveClaimKey, endedClaimKey } = (await loaders.one(agreements, key))!;
  const [parties, declarations, violations, renewals] = await Promise.all([
    loaders.all(agreementParties, agreementParties.agreementKey, key, [agreementParties.position]),
    declarationsOf(key),
    loaders.all(agreementViolations, agreementViolations.agreementKey, key, [
      agreementViolations.position,
    ]),
    renewalsOf(),
  ]);
  const claimKeys = [
    ...[...declarations, ...violations, ...renewals.flat()].map(({ claimKey }) => claimKey),
    ...[effectiveClaimKey, endedClaimKey].filter((claimKey) => claimKey !== null),
  ];
  return {
    parties: parties.map(({ actorKey }) => actorKey),
    declarations,
    violations,
    renewals,
    effectiveAt,
    effectiveClaimKey,
    endedClaimKey,
    claims: await Promise.all(claimKeys.map((claimKey) => loaders.known(claims, claimKey))),
  };
}

/** The same rows, as the database writes them. */
function factRowsJson(
  row: Row,
  { alias, part }: { alias: () => string; part: PartBuilder },
  claimAt: readonly string[] = ['claim'],
): JsonExpression {
  const key = row.column('key');
  const claimKeys = sql`array(
      select claim_key from ${agreementDeclarations} where agreement_key = ${key} or agreement_key in (
        select ${agreements.key} from ${agreements} where ${agreements.renewsKey} = ${key})
      union all select claim_key from ${agreementViolations} where agreement_key = ${key})
    || array[${row.column('effectiveClaimKey')}, ${row.column('endedClaimKey')}]::text[]`;
  const partiesOf = ownedRows(
    agreementParties,
    alias(),
    { owner: agreementParties.agreementKey, key, orderBy: [agreementParties.position] },
    (party) => [party.json('actorKey')],
  );
  const factsIn = (
    table: typeof agreementDeclarations | typeof agreementViolations,
    actor: 'actorKey' | 'accuserKey',
    of: SQL,
  ) =>
    ownedRows(
      table,
      alias(),
      { owner: table.agreementKey, key: of, orderBy: [table.position] },
      (fact) =>
        jsonObject([
          [actor, [fact.json(actor)]],
          ['claimKey', [fact.json('claimKey')]],
        ]),
    );
  const renewals = ownedRows(
    agreements,
    alias(),
    { owner: agreements.renewsKey, key, orderBy: [agreements.key] },
    (later) => factsIn(agreementDeclarations, 'actorKey', later.column('key')),
  );
  return jsonObject([
    ['parties', partiesOf],
    ['declarations', factsIn(agreementDeclarations, 'actorKey', key)],
    ['violations', factsIn(agreementViolations, 'accuserKey', key)],
    ['renewals', renewals],
    ...(['effectiveAt', 'effectiveClaimKey', 'endedClaimKey'] as const).map(
      (property) => [property, firstOf(row, [property])] as const,
    ),
    [
      'claims',
      rowsWhere(
        claims,
        alias(),
        sql`${claims.key} = any(${claimKeys})`,
        part('Claim', claimAt, CLAIM_COLUMNS),
      ),
    ],
  ]);
}

/** What the rule reads of a claim. */
const CLAIM_COLUMNS = ['key', 'stance', 'assertedLatest', 'withdrawnAt'] as const;

function factsFrom(rows: FactRows): AgreementFacts<Claim> {
  const byKey = new Map(rows.claims.map((claim) => [claim.key, claim]));
  // Foreign keys let no fact be without its claim.
  const withClaim = <Fact extends { claimKey: string }>(facts: readonly Fact[]) =>
    facts.map((fact) => ({ ...fact, claim: byKey.get(fact.claimKey)! }));
  const single = (key: string | null) => (key === null ? null : byKey.get(key)!);
  return {
    parties: rows.parties,
    declarations: withClaim(rows.declarations),
    effectiveAt: rows.effectiveAt,
    effectiveClaim: single(rows.effectiveClaimKey),
    violations: withClaim(rows.violations),
    renewals: withClaim(rows.renewals.flat()),
    endedBy: single(rows.endedClaimKey),
  };
}

/** All that the status of an agreement is derived from. */
export const factsOf = async (key: string, context: Context) =>
  factsFrom(await factRowsOf(key, context));

/** What derives from the facts of an agreement. */
export const fromFacts = <Value>(
  derive: (facts: AgreementFacts<Claim>, key: string, asOf: string) => Value,
) =>
  derived({
    input: 'facts',
    load: ({ key }: { key: string }, context) => factRowsOf(key, context),
    build: (row, tools) => factRowsJson(row, tools),
    derive: (rows, { key }, { asOf }: { asOf?: Date | null }, context) =>
      derive(factsFrom(rows), key, momentOf(asOf, context)),
  });

/** The steps an agreement had taken by a moment. */
export function ledgerFrom(
  facts: AgreementFacts<Claim>,
  agreementKey: string,
  asOf: string,
): MilestoneOf[] {
  return milestonesOf<Claim>(facts, asOf).map((milestone) => ({ ...milestone, agreementKey }));
}

export const ledgerOf = async (key: string, asOf: string, context: Context) =>
  ledgerFrom(await factsOf(key, context), key, asOf);

/** An agreement of whose ledger a list shows steps, and what they are derived from. */
export interface LedgerRows {
  agreement: Agreement;
  facts: FactRows;
}

/** The places in an answer at which agreements and the claims of their steps show up. */
export interface LedgerPlaces {
  agreementAt: readonly string[];
  claimAt: readonly string[];
}

/** The same, as the database writes them. */
export const ledgerRowsJson = (
  agreement: Row,
  { agreementAt, claimAt }: LedgerPlaces,
  { alias, part }: Pick<ComposeTools, 'alias' | 'part'>,
): JsonExpression =>
  jsonObject([
    ['agreement', part('Agreement', agreementAt, ['key', 'conflictKey'])(agreement)],
    ['facts', factRowsJson(agreement, { alias, part }, claimAt)],
  ]);

export const milestonesFrom = (ledgers: readonly LedgerRows[], asOf: string): MilestoneOf[] =>
  ledgers.flatMap(({ agreement, facts }) =>
    ledgerFrom(factsFrom(facts), agreement.key, asOf).map((milestone) => ({
      ...milestone,
      agreement,
    })),
  );

/** Where a step stands in a list in time's order: those of one breath in the ledger's own. */
export function placeOfMilestone({ at, agreementKey, status, claim }: MilestoneOf) {
  return { at, key: `${agreementKey} ${AGREEMENT_STATUSES.indexOf(status)} ${claim?.key ?? ''}` };
}
