import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/**
 * The better of what the client takes. Answers that come in pieces over time (text/event-stream) are left alone: a
 * compressor would hold them back.
 */
export async function compressAnswers(app: FastifyInstance, threshold: number): Promise<void> {
  await app.register(compress, {
    threshold,
    encodings: ['zstd', 'br', 'gzip'],
    globalDecompression: false,
  });
}
