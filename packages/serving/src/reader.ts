import { createHash, timingSafeEqual } from 'node:crypto';

/** The header in which the site's server names the reader whose page it asks for. */
export const READER_HEADER = 'x-casus-reader';

/** The header in which it proves that it is the site's server. */
export const SECRET_HEADER = 'x-casus-site-secret';

/** Compares two secrets in a time that tells nothing of where they differ. */
export function isSameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
