import type { Database } from '@casus/store/engines/database';

/** What rests on a claim and goes with it. */
const RESTING_ON_CLAIMS = [
  'claim_attributions',
  'agreement_declarations',
  'agreement_violations',
  'agreement_provisions',
  'actor_relations',
  'conflict_relations',
];

/** Makes the database one that never held what came after a moment: written with no rule of Casus. */
export async function forgetAfter(transaction: Database, moment: string): Promise<void> {
  const gone = `(select key from claims where asserted_latest > '${moment}')`;
  for (const table of RESTING_ON_CLAIMS) {
    await transaction.execute(`delete from ${table} where claim_key in ${gone}`);
  }
  await transaction.execute(
    `update agreements set effective_at = null, effective_claim_key = null where effective_claim_key in ${gone}`,
  );
  await transaction.execute(
    `update agreements set ended_claim_key = null where ended_claim_key in ${gone}`,
  );
  await transaction.execute(
    `update claims set withdrawn_at = null where withdrawn_at > '${moment}'`,
  );
  await transaction.execute(`delete from claims where key in ${gone}`);
}
