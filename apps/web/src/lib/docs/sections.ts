import type { Block, Guide } from './markdown.ts';
import type { Searchable } from './search.ts';

/** What a guide has under one heading, as a search finds it. */
export interface SectionText extends Searchable {
  href: string;
}

/** Cut at all headings: of questions under one heading, each is found by itself. */
export function sectionTexts({ title, opening, sections }: Guide, path: string): SectionText[] {
  return [{ id: '', title, blocks: opening }, ...sections].flatMap(({ id, title: name, blocks }) =>
    cutAtHeadings({ id, title: name, text: blocks.map(htmlOf).join(' ') }).map((part) => ({
      title: part.title,
      under: part.title === title ? '' : part.title === name ? title : `${title} · ${name}`,
      text: textOf(part.text),
      href: part.id ? `${path}#${part.id}` : path,
    })),
  );
}

interface Part {
  id: string;
  title: string;
  text: string;
}

function cutAtHeadings({ id, title, text }: Part): Part[] {
  const [before, ...rest] = text.split(/<h[3-6] id="([^"]*)">(.*?)<\/h[3-6]>/);
  const parts: Part[] = [{ id, title, text: before! }];
  for (let at = 0; at < rest.length; at += 3) {
    parts.push({ id: rest[at]!, title: textOf(rest[at + 1]!), text: rest[at + 2]! });
  }
  return parts;
}

const htmlOf = (block: Block) =>
  block.kind === 'prose'
    ? block.html
    : block.code.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

function textOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => ENTITIES[name]!)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const EXCERPT = 180;

/** Where the words of a query stand, with some before and after. */
export function excerptOf(text: string, query: string): string {
  const lower = text.toLowerCase();
  const places = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word.length > 2)
    .map((word) => lower.indexOf(word))
    .filter((at) => at >= 0);
  const at = places[0] ?? 0;
  const from = at < 60 ? 0 : text.indexOf(' ', at - 60) + 1;
  const excerpt = text.slice(from, from + EXCERPT);
  return `${from > 0 ? '… ' : ''}${excerpt}${from + EXCERPT < text.length ? ' …' : ''}`;
}
