import type { Block, Guide } from './markdown.ts';

export interface SectionHit {
  guide: string;
  title: string;
  href: string;
  /** Where the words stand, with some before and after. */
  excerpt: string;
}

/** The sections of guides in which every word stands: those that have them in their title first. */
export function sectionsWith(
  query: string,
  guides: readonly (Guide & { path: string })[],
): SectionHit[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const hits = guides.flatMap(({ title: guide, path, opening, sections }) =>
    [{ id: '', title: guide, blocks: opening }, ...sections].flatMap(({ id, title, blocks }) => {
      const text = blocks.map(textOf).join(' ');
      if (!has(`${title} ${text}`)) return [];
      const href = id ? `${path}#${id}` : path;
      return [{ guide, title, href, excerpt: excerptOf(text, words), isTitled: has(title) }];
    }),
  );
  return hits
    .sort((a, b) => Number(b.isTitled) - Number(a.isTitled))
    .map(({ isTitled: _, ...hit }) => hit);
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

function textOf(block: Block): string {
  if (block.kind === 'code') return block.code;
  return block.html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => ENTITIES[name]!)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function excerptOf(text: string, words: string[]): string {
  const at = Math.max(0, text.toLowerCase().indexOf(words[0]!));
  const from = at < 60 ? 0 : text.indexOf(' ', at - 60) + 1;
  const excerpt = text.slice(from, from + 180).replaceAll(/\s+/g, ' ');
  return `${from > 0 ? '… ' : ''}${excerpt}${from + 180 < text.length ? ' …' : ''}`;
}
