/** A question of the playground, as the API publishes them. */
export interface WorkedQuestion {
  name: string;
  query: string;
}

/** The question itself and what it shows, out of its first lines, which are comments. */
export function explained({ query }: WorkedQuestion): { title: string; note: string } {
  const lines = query.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  const words = lines
    .slice(0, end === -1 ? lines.length : end)
    .map((line) => line.replace(/^#\s?/, ''))
    .join(' ')
    .trim();
  const [, title, note] = /^(.*?[?.])(?:\s+(.*))?$/.exec(words) ?? [];
  return { title: title ?? words, note: note ?? '' };
}
