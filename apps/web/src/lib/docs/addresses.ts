import { localized } from '../language/locale.ts';

export const typePath = (name: string) => localized(`/docs/schema/${name}`);

/** A field, an input's field or an enum's value on its type's page. */
export const memberPath = (type: string, member: string | null) =>
  member ? `${typePath(type)}#${member}` : typePath(type);
