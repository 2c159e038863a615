import type { FastifyRequest } from 'fastify';

/** Address of this server as the client called it, without a slash at the end. */
export function baseOf({ protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>): string {
  return new URL(`${protocol}://${host}`).origin;
}

/** Where an entity's `.json` is; slugs made of natural keys may hold slashes and spaces. */
export function addressOf(base: string, kind: string, slug: string): string {
  return `${base}/${kind}/${encodeURIComponent(slug).replaceAll('%2F', '/')}.json`;
}
