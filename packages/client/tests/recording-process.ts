import { sql } from 'drizzle-orm';
import { openStore } from '@casus/store/open';
import { setTimeout } from 'node:timers/promises';

/** Records, corrects and withdraws claims of a conflict, one after the other, until it is told to stop. */
const [databaseUrl, conflictKey, own] = process.argv.slice(2) as [string, string, string];
const store = await openStore({ databaseUrl, dataDir: '' });
let stopped = false;
process.once('message', () => (stopped = true));

for (let round = 1; !stopped; round += 1) {
  await store.db.transaction(async (transaction) => {
    const any = Math.ceil(Math.random() * round);
    await transaction.execute(sql`
      insert into claims (key, kind, stance, summary, asserted_earliest, asserted_latest,
        asserted_precision, asserted_edtf, claimant_key, rank, subject_conflict_key, conflict_key, source)
      select ${`${own}:${round}`}, kind, stance, 'recorded', asserted_earliest, asserted_latest,
        asserted_precision, asserted_edtf, claimant_key, rank, ${conflictKey}, ${conflictKey}, 'test'
      from claims where metric is null and kind = 'CONTEXT' limit 1`);
    await transaction.execute(
      sql`update claims set summary = ${`corrected in ${round}`} where key = ${`${own}:${any}`}`,
    );
    await transaction.execute(
      sql`update claims set withdrawn_at = case when withdrawn_at is null then now() end
          where key = ${`${own}:${Math.ceil(any / 2)}`}`,
    );
  });
  // Slow enough that whoever is cut off again and again still gets on: it is the cuts that are tested.
  await setTimeout(150);
}
await store.close();
process.disconnect();
