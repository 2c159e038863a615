/** A table of words, each said in the language of whoever reads it, not of whoever loaded the module. */
export function messageTable<Key extends string>(
  messages: Record<Key, () => string>,
): Readonly<Record<Key, string>> {
  const table = {} as Record<Key, string>;
  for (const key of Object.keys(messages) as Key[]) {
    Object.defineProperty(table, key, { get: () => messages[key](), enumerable: true });
  }
  return table;
}
