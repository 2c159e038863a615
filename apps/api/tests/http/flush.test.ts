import { fastify } from 'fastify';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createZstdDecompress } from 'node:zlib';
import { expect, test } from 'vitest';
import { compressAnswers } from '../../src/http/compression.ts';

const FIRST = 'event,deaths_low,deaths_high\n';
const SECOND = 'ucdp:ged:412700,3,5\n';

test.each([
  ['br', createBrotliDecompress],
  ['gzip', createGunzip],
  ['zstd', createZstdDecompress],
])('each piece of an answer in %s comes before the next is made', async (encoding, decompress) => {
  const taken = Promise.withResolvers<unknown>();
  const app = fastify();
  await compressAnswers(app, 1024);
  app.get('/', (_request, reply) =>
    reply.type('text/csv').send(
      Readable.from(
        (async function* () {
          yield FIRST;
          // Never, if the first piece were kept back.
          await taken.promise;
          yield SECOND;
        })(),
      ),
    ),
  );
  const address = await app.listen({ port: 0, host: 'localhost' });
  const pieces: string[] = [];
  await new Promise((resolve, reject) => {
    request(address, { headers: { 'accept-encoding': encoding } }, (response) => {
      expect(response.headers['content-encoding']).toBe(encoding);
      response
        .pipe(decompress())
        .on('data', (piece: Buffer) => {
          pieces.push(String(piece));
          taken.resolve(piece);
        })
        .on('end', resolve)
        .on('error', reject);
    }).end();
  });
  expect(pieces).toEqual([FIRST, SECOND]);
  await app.close();
});
