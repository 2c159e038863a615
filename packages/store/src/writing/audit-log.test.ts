import { sql } from 'drizzle-orm';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { restoreBackup } from '../backup/restore.ts';
import { contentsOf, writeBackup } from '../backup/write.ts';
import { mendDatabase } from '../checks/mend.ts';
import type { Store } from '../open.ts';
import { auditEntries } from '../tables/audit-entry.ts';
import { enterInAuditLog, lastRecordLoaded } from './audit-log.ts';

const DESK = { name: 'Data desk', systemUser: 'somebody' };

describe.each(ENGINES)('the audit log on $engine', ({ open }) => {
  let store: Store;
  let folder: string;
  beforeAll(async () => {
    store = await open();
    folder = await mkdtemp(join(tmpdir(), 'casus-audit-'));
  });
  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const log = () =>
    store.db
      .select({
        action: auditEntries.action,
        operator: auditEntries.operator,
        sha256: auditEntries.sha256,
      })
      .from(auditEntries)
      .orderBy(auditEntries.at);

  test('has what was committed, and nobody may change or delete it', async () => {
    const entry = { action: 'RECORD_LOAD' as const, sha256: 'a', rowsRead: 3, rowsAdded: 3 };
    await store.db.transaction((transaction) => enterInAuditLog(transaction, DESK, entry));
    const undone = store.db.transaction(async (transaction) => {
      await enterInAuditLog(transaction, DESK, { ...entry, sha256: 'b' });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await lastRecordLoaded(store.db)).toBe('a');

    for (const change of [
      `update audit_entries set operator = 'nobody'`,
      `delete from audit_entries`,
      `delete from audit_entries where false`,
      `truncate audit_entries`,
      // As a writer that turns off what replication would: foreign keys.
      `set local session_replication_role = replica; delete from audit_entries`,
    ]) {
      const changing = store.db.transaction(async (transaction) => {
        for (const statement of change.split('; ')) await transaction.execute(sql.raw(statement));
      });
      await expect(changing, change).rejects.toMatchObject({
        cause: { message: expect.stringContaining('The audit log is only added to') },
      });
    }
    expect(await log()).toEqual([{ action: 'RECORD_LOAD', operator: 'Data desk', sha256: 'a' }]);
  });

  test('goes on over a restored backup, and over what that takes the place of', async () => {
    const path = join(folder, 'record.backup');
    const { contentHash } = await writeBackup(store, path);
    await mendDatabase(store, DESK);
    // An entry is none of the record's contents.
    expect((await contentsOf(store.db)).contentHash).toBe(contentHash);

    await restoreBackup(store, path, { replace: true, operator: DESK });
    const known = [
      { action: 'RECORD_LOAD', operator: 'Data desk', sha256: 'a' },
      { action: 'REPAIR', operator: 'Data desk', sha256: null },
    ];
    expect(await log()).toEqual([
      ...known,
      { action: 'RESTORE', operator: 'Data desk', sha256: contentHash },
    ]);
    await expect(store.db.execute(sql`delete from audit_entries`)).rejects.toThrow();

    await restoreBackup(store, path, { replace: true, dryRun: true });
    expect(await log()).toHaveLength(3);
  });
});
