import type { FastifyInstance } from 'fastify';

/** Of a body that nobody wants; what is longer is cut off. */
const DRAINED_BYTES = 64 * 1024 * 1024;

/**
 * Reads a refused request to its end before it is answered. Most clients look for an answer only when all of the body
 * is sent, and a connection that is closed on them before that is all they see. How long it may take is bounded as for
 * every request.
 */
export function drainRefused(app: FastifyInstance): void {
  app.addHook('onSend', ({ raw }, _reply, _payload, done) => {
    const { 'content-length': length = '0', 'transfer-encoding': pieces } = raw.headers;
    if (raw.readableEnded || raw.destroyed || (length === '0' && !pieces)) return done();
    let left = DRAINED_BYTES;
    const read = (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) end();
    };
    const end = () => {
      raw.off('data', read).off('end', end).off('close', end);
      done();
    };
    raw.on('data', read).once('end', end).once('close', end).resume();
  });
}
