import { acled } from '@casus/ingest/acled/reader';
import { importRelease } from '@casus/ingest/import';
import { identifyRelease } from '@casus/ingest/release';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alsoServe, startApi, type RunningApi } from './api.ts';
import { subscribe, type Listening } from './events.ts';

/** Made up. */
const EXPORT = `event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,iso,country,location,latitude,longitude,geo_precision,fatalities
KGZ1,2022-09-16,1,Battles,Armed clash,Made-up Guards,1,Made-up Riders,2,417,Kyrgyzstan,Maksat,39.98,69.55,1,3
`;
const ADDRESSES = [
  '/graphql?query={__typename}',
  '/events.csv',
  '/claims.ndjson',
  '/datasets.json',
  '/answer.json?query={__typename}',
];

describe('a record with data that may not be passed on', () => {
  let api: RunningApi;
  let url: string;
  beforeAll(async () => {
    api = await startApi();
    url = await api.app.listen({ port: 0, host: 'localhost' });
  });
  afterAll(() => api.close());

  test('is served until it has such data, and then to nobody, who listens included', async () => {
    const before = await Promise.all(ADDRESSES.map((address) => api.app.inject(address)));
    expect(before.map(({ statusCode }) => statusCode)).toEqual(ADDRESSES.map(() => 200));
    const listening: Listening = await subscribe(
      `${url}/graphql`,
      'subscription { claimRecorded { summary } }',
    );

    const bytes = Readable.from([Buffer.from(EXPORT)], { objectMode: false });
    const release = identifyRelease(acled, ['acled-2022-10-01.csv']);
    expect(await importRelease(api.store.db, acled, bytes, release)).toMatchObject({ added: 1 });

    for (const address of ADDRESSES) {
      await expect
        .poll(async () => (await api.app.inject(address)).statusCode, { timeout: 20_000 })
        .toBe(403);
      const answer = await api.app.inject(address);
      expect(answer.headers['cache-control']).toBe('no-store');
      const [{ message, extensions }] = answer.json().errors;
      expect(extensions).toEqual({ code: 'SERVING_RESTRICTED' });
      expect(message).toContain('data of ACLED');
    }
    await listening.complete;
    expect(JSON.stringify(listening.messages)).not.toContain('Maksat');
    for (const address of ['/health', '/ready', '/metrics']) {
      expect((await api.app.inject(address)).statusCode).toBe(200);
    }
  });

  test('is served where the installation says that it may be', async () => {
    const allowed = await alsoServe(api, { CASUS_SERVE_RESTRICTED: 'acled' });
    const { body } = await allowed.inject('/events.csv?datasets=acled:events@2022-10-01');
    expect(body).toContain('Made-up Guards – Made-up Riders, Maksat');
    expect(body).toContain("ACLED's terms of use: not to be passed on");
    await allowed.close();
  });
});
