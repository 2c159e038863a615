import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/**
 * The better of what the client takes. Answers that come in pieces over time (text/event-stream) are left alone: a
 * compressor would hold them back.
 */
export async function compressAnswers(app: FastifyInstance, threshold: number): Promise<void> {
  await app.register(compress, {
    threshold,
    // JSON lines have a name of their own that ends in no +json.
    customTypes: /^text\/(?!event-stream)|(?:\/|\+)(?:x-ndjson|json|xml)(?:;|$)/,
    encodings: ['zstd', 'br', 'gzip'],
    globalDecompression: false,
  });
}
