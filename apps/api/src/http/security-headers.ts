import type { FastifyInstance } from 'fastify';

/** For answers that are data: nothing in them may run, wherever they are shown. */
const HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  // Open data may be read and embedded from anywhere.
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Written out, because helmet makes its fifteen functions anew for every request. */
export function sendSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(HEADERS);
    done();
  });
}
