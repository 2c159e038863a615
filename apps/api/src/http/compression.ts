import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import zlib from 'node:zlib';

const { constants } = zlib;

/** Every piece of a download goes out as it comes; without a flush a compressor keeps seconds of them back. */
const BROTLI = {
  flush: constants.BROTLI_OPERATION_FLUSH,
  params: { [constants.BROTLI_PARAM_QUALITY]: 4 },
};
const GZIP = { flush: constants.Z_SYNC_FLUSH };
const ZSTD = { flush: constants.ZSTD_e_flush };

/**
 * What the client takes: br, else gzip. zstd is only for who takes neither: it makes nothing smaller here, and fetch
 * functions that run on Node 20 ask for it and cannot read it. Answers that come in pieces over time
 * (text/event-stream) are left alone.
 */
export async function compressAnswers(app: FastifyInstance, threshold: number): Promise<void> {
  await app.register(compress, {
    threshold,
    // JSON lines have a name of their own that ends in no +json.
    customTypes: /^text\/(?!event-stream)|(?:\/|\+)(?:x-ndjson|json|xml)(?:;|$)/,
    encodings: ['br', 'gzip', 'zstd'],
    brotliOptions: BROTLI,
    zlibOptions: GZIP,
    // The plugin has one set of options for gzip and zstd, whose flushes have different numbers.
    zlib: {
      ...zlib,
      createZstdCompress: () => zlib.createZstdCompress(ZSTD),
      zstdCompressSync: (text: string) => zlib.zstdCompressSync(text),
    },
    globalDecompression: false,
  });
}
