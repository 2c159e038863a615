import { Marked, type Token, type Tokens } from 'marked';

/** A guide as it is laid out: sections of running text and of code. */
export interface Section {
  id: string;
  title: string;
  blocks: Block[];
}

export type Block =
  { kind: 'prose'; html: string } | { kind: 'code'; code: string; language: string | null };

export interface Guide {
  title: string;
  /** What stands before the first section. */
  opening: Block[];
  sections: Section[];
}

/** Where a link of a file leads on the site; null where it leads to nothing that the site has. */
export type Resolve = (href: string) => string | null;

/**
 * The sections of a Markdown file of `docs/`, whose first line is its title. It is the project's own text: what
 * HTML it holds stays.
 */
export function guideOf(markdown: string, resolve: Resolve): Guide {
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        return `<h${depth} id="${anchorOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>`;
      },
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens);
        const to = resolve(href);
        return to === null ? words : `<a href="${to}">${words}</a>`;
      },
      image({ text }) {
        return text;
      },
      table({ header, rows }) {
        const cells = (row: Tokens.TableCell[], tag: string) =>
          row.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('');
        const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('');
        // What scrolls must be reached by keyboard.
        return `<div class="scroll" tabindex="0" role="region" aria-label="${textOf(header)}"><table><thead><tr>${cells(header, 'th')}</tr></thead><tbody>${body}</tbody></table></div>`;
      },
    },
  });
  const guide: Guide = { title: '', opening: [], sections: [] };
  let blocks = guide.opening;
  let run: Token[] = [];
  const endRun = () => {
    const html = marked.parser(run);
    if (html.trim()) blocks.push({ kind: 'prose', html });
    run = [];
  };
  for (const token of marked.lexer(markdown)) {
    if (token.type === 'heading' && token.depth <= 2) {
      endRun();
      const title = plain(token.text as string);
      if (token.depth === 1) {
        guide.title = title;
        continue;
      }
      const section: Section = { id: anchorOf(title), title, blocks: [] };
      guide.sections.push(section);
      blocks = section.blocks;
    } else if (token.type === 'code') {
      endRun();
      blocks.push({ kind: 'code', code: token.text as string, language: token.lang || null });
    } else {
      run.push(token);
    }
  }
  endRun();
  return guide;
}

/** As GitHub makes it, so that one link is right in both places. */
export function anchorOf(heading: string): string {
  return plain(heading)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}

const plain = (text: string) =>
  text.replaceAll(/[`*]/g, '').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');

const textOf = (header: Tokens.TableCell[]) =>
  header
    .map(({ text }) => plain(text).replaceAll(/[<>&"]/g, ''))
    .filter(Boolean)
    .join(', ') || 'Table';
