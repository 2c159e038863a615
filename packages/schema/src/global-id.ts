import { ENTITY_NAMES, type EntityName } from '@casus/store/entities/all';
import { badUserInput } from './errors.ts';

export interface GlobalId {
  typename: EntityName;
  id: string;
}

/** Made from the natural key alone, so the same thing has the same id in every installation. */
export function encodeGlobalId(typename: string, key: string): string {
  return Buffer.from(`${typename}:${key}`).toString('base64url');
}

export function parseGlobalId(text: string): GlobalId | null {
  const decoded = Buffer.from(text, 'base64url').toString();
  const colon = decoded.indexOf(':');
  const typename = ENTITY_NAMES.find((name) => name === decoded.slice(0, colon));
  const id = decoded.slice(colon + 1);
  return typename && id && !id.includes('\0') ? { typename, id } : null;
}

export function decodeGlobalId(text: string): GlobalId {
  const parsed = parseGlobalId(text);
  if (!parsed) {
    throw badUserInput(
      `"${text.slice(0, 80)}" is not an id of this API. Take ids from the id field of an answer.`,
      'id',
    );
  }
  return parsed;
}

/**
 * The slugs or natural keys meant by ids in a filter, where people may write a slug
 * (`kyrgyzstan-tajikistan`), a natural key (`ucdp:conflict:13324`) or a global id.
 */
export function namesOf(
  typename: EntityName,
  ids: readonly string[] | null | undefined,
): string[] | null {
  return ids?.map((id) => nameOf(typename, id)) ?? null;
}

export function nameOf(typename: EntityName, id: string): string {
  const parsed = parseGlobalId(id);
  if (parsed && parsed.typename !== typename) {
    throw badUserInput(
      `"${id.slice(0, 80)}" is the id of ${article(parsed.typename)}; this filter takes ids of ${article(typename)}.`,
    );
  }
  return parsed?.id ?? id;
}

const article = (typename: string) => `${/^[AE]/.test(typename) ? 'an' : 'a'} ${typename}`;

export const isNode = ({ name }: { name: string }) => ENTITY_NAMES.some((node) => node === name);
