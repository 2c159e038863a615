import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A piece of GraphQL, and where it stands. */
export interface Written {
  text: string;
  file: string;
  /** Of its first line, from 1. */
  line: number;
}

const GRAPHQL = /\.(graphql|gql)$/;
const SOURCES = /\.(graphql|gql|[cm]?[jt]sx?|svelte|vue|astro|html|md|py)$/;
const FOREIGN = new Set(['node_modules', '.git', 'dist', 'build', '__generated__']);

/** gql`…`, graphql`…`, graphql(`…`), gql(/* GraphQL *\/ `…`): as clients and code generators read them. */
const TAGGED =
  /(?:(?<![\w/.-])(?:gql|graphql)\s*(?:<[^>]*>)?\(?\s*|\/\*\s*GraphQL\s*\*\/\s*)`([^`]*)`/g;
/** ```graphql in Markdown, and the triple quotes of Python that begin with an operation. */
const FENCED = /^[ \t]*```graphql[^\n]*\n([^]*?)^[ \t]*```/gm;
const QUOTED = /"""\s*((?:query|subscription|fragment)\b[^]*?)"""/g;

/**
 * The GraphQL in files and folders. Code that generators wrote, and packages, are not looked into.
 *
 * @throws Error of the file system, with its code
 */
export async function documentsIn(paths: readonly string[]): Promise<Written[]> {
  const found: Written[] = [];
  for (const path of paths) {
    const files = (await stat(path)).isDirectory() ? await filesUnder(path) : [path];
    for (const file of files) found.push(...documentsOf(file, await readFile(file, 'utf8')));
  }
  return found;
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !FOREIGN.has(entry.name)) files.push(...(await filesUnder(path)));
    if (entry.isFile() && SOURCES.test(entry.name)) files.push(path);
  }
  return files;
}

export function documentsOf(file: string, content: string): Written[] {
  if (GRAPHQL.test(file)) return [{ text: content, file, line: 1 }];
  const pattern = file.endsWith('.md') ? FENCED : file.endsWith('.py') ? QUOTED : TAGGED;
  return [...content.matchAll(pattern)].map(({ 0: whole, 1: text, index }) => ({
    // What is put in from elsewhere (`${fragment}`) is a document of its own.
    text: text!.replaceAll(/\$\{[^}]*\}/g, ''),
    file,
    line: content.slice(0, index + whole.indexOf(text!)).split('\n').length,
  }));
}
