import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';

/** Weak: whatever the encoding, the same answer. */
export function entityTag(...parts: readonly string[]): string {
  return `W/"${createHash('sha1').update(parts.join('\n')).digest('base64url')}"`;
}

/** Of bytes that are sent as they are: the same tag, the same bytes. */
export const strongTag = (...parts: readonly string[]) => entityTag(...parts).slice('W/'.length);

/** Sends the tag; true where the client has the answer already: then 304 is all to send. */
export function isNotModified(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  void reply.header('etag', tag);
  const given = request.headers['if-none-match'];
  return given?.trim() === '*' || opaqueTags(given).includes(opaqueTags(tag)[0]!);
}

/** Of a list of entity tags, without their `W/`: that tells apart encodings, not answers. */
function opaqueTags(list = ''): string[] {
  return list.match(/"[^"]*"/g) ?? [];
}
