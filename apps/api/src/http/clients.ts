import { clientOf } from '@casus/serving/client';
import { inNetworks } from '@casus/serving/networks';
import { isSameSecret, READER_HEADER, SECRET_HEADER } from '@casus/serving/reader';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isIP } from 'node:net';

/** Whose request it is: what limits and shares count by. */
export interface Client {
  /** An address, or of IPv6 its network; "site" for the site's server on its own behalf. */
  key: string;
  /** Not limited by the minute, and may read the metrics. */
  isTrusted: boolean;
  /** The site's server, on behalf of all its readers together. */
  isSite: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    client: Client;
  }
}

const SITE: Client = { key: 'site', isTrusted: true, isSite: true };

/**
 * Tells of each request whose it is. The site's server asks for all its readers from one address: it names the
 * reader, and is believed for the secret that it shares with this process; an address proves nothing. Where it names none, the
 * request is its own.
 */
export function identifyClients(
  app: FastifyInstance,
  { trustedClients, siteSecret }: { trustedClients: string[]; siteSecret: string | undefined },
): void {
  const isTrusted = inNetworks(trustedClients);
  app.decorateRequest('client');
  app.addHook('onRequest', (request, _reply, done) => {
    request.client = isOfSite(request, siteSecret)
      ? readerOf(request)
      : {
          key: clientOf(request.ip),
          isTrusted: !isForwardedUnbelieved(request) && isTrusted(request.ip),
          isSite: false,
        };
    done();
  });
}

function isOfSite({ headers }: FastifyRequest, secret: string | undefined): boolean {
  const given = headers[SECRET_HEADER];
  return secret !== undefined && typeof given === 'string' && isSameSecret(given, secret);
}

function readerOf({ headers }: FastifyRequest): Client {
  const reader = headers[READER_HEADER];
  if (typeof reader !== 'string' || isIP(reader) === 0) return SITE;
  return { key: clientOf(reader), isTrusted: false, isSite: false };
}

/**
 * A proxy on this machine that CASUS_TRUST_PROXY does not name would make the whole world look like this machine. Its
 * requests say that they are forwarded.
 */
function isForwardedUnbelieved({ headers, ip, socket }: FastifyRequest): boolean {
  const forwarded = headers['x-forwarded-for'] ?? headers['forwarded'];
  return forwarded !== undefined && ip === socket.remoteAddress;
}
