import { listeningOrigin } from '@casus/serving/host';
import type { FastifyRequest } from 'fastify';

/** Where this server's own addresses begin, without a slash at the end. */
export type OwnAddress = (request: FastifyRequest) => string;

/**
 * As CASUS_PUBLIC_API_URL has it, else where the server listens; never as a client writes it: feeds and files
 * carry their own addresses, and caches give them to others.
 */
export function ownAddress({
  publicUrl,
  host,
  port,
}: {
  publicUrl: string | undefined;
  host: string;
  port: number;
}): OwnAddress {
  const base = publicBase(publicUrl);
  return base === null ? ({ socket }) => listeningOrigin({ host, port }, socket) : () => base;
}

/** Without a slash at the end, and without the endpoint for GraphQL; null where nothing says it. */
export function publicBase(publicUrl: string | undefined): string | null {
  return publicUrl?.replace(/[?#].*$/, '').replace(/(?:\/graphql)?\/*$/, '') ?? null;
}
