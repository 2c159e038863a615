/** Where a reader lately went from a search; kept in their own browser and sent nowhere. */
export interface Recent {
  name: string;
  href: string;
}

const KEY = 'casus-recent';
const MOST = 6;

/** The newest first, each once. */
export function withRecent(list: readonly Recent[], { name, href }: Recent): Recent[] {
  return [{ name, href }, ...list.filter((one) => one.href !== href)].slice(0, MOST);
}

/** What is kept, as far as it is readable and leads into the site. */
export function recentOf(text: string | null): Recent[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list.filter(isRecent).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function isRecent(value: unknown): value is Recent {
  const { name, href } = (value ?? {}) as Partial<Recent>;
  return typeof name === 'string' && typeof href === 'string' && /^\/(?!\/)/.test(href);
}

export const readRecent = (storage: Pick<Storage, 'getItem'>) => recentOf(storage.getItem(KEY));

export function keepRecent(storage: Pick<Storage, 'getItem' | 'setItem'>, recent: Recent): void {
  try {
    storage.setItem(KEY, JSON.stringify(withRecent(readRecent(storage), recent)));
  } catch {
    // A browser that keeps nothing forgets this, too.
  }
}
