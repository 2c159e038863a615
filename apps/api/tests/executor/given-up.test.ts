import { openStore } from '@casus/store/open';
import { expect, test } from 'vitest';
import { startPostgresRecord } from '../postgres-record.ts';
import { readConfig } from '../../src/config.ts';
import { createServer } from '../../src/server.ts';

const SUMS = '{ eventStatistics(by: [YEAR]) { year events } }';

test('a statement which the database gave up is not sent a second time', async () => {
  const postgres = await startPostgresRecord();
  const databaseUrl = `${postgres.url}postgres`;
  let sums = 0;
  const store = await openStore({
    databaseUrl,
    dataDir: '',
    statementTimeout: 300,
    onStatement: (statement) => {
      if (statement.includes('eventsWithoutFigure')) sums += 1;
    },
  });
  const other = await openStore({ databaseUrl, dataDir: '' });
  const app = await createServer(store, readConfig({ CASUS_LOG_LEVEL: 'silent' }));
  try {
    const ask = () => app.inject({ method: 'POST', url: '/graphql', payload: { query: SUMS } });
    for (let time = 0; time < 4; time += 1) expect((await ask()).json().errors).toBeUndefined();
    sums = 0;
    const late = await other.db.transaction(async (transaction) => {
      await transaction.execute('lock table events, event_totals in access exclusive mode');
      return ask();
    });
    expect(late.statusCode).toBe(503);
    expect(late.json().errors).toMatchObject([{ extensions: { code: 'TIMEOUT' } }]);
    expect(sums).toBe(1);
  } finally {
    await app.close();
    await store.close();
    await other.close();
    await postgres.stop();
  }
});
