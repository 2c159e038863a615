/** A code that the API answers with, what is wrong and what to do. */
export interface ErrorCode {
  code: string;
  status: string | null;
  wrong: string;
  remedy: string;
}

/** The tables of `docs/errors.md`, by the heading above each. */
export function errorTables(markdown: string): { title: string; codes: ErrorCode[] }[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = '', ...lines] = section.split('\n');
      const [, , ...rows] = lines.filter((line) => line.startsWith('|')).map(cellsOf);
      return { title, codes: rows.map(codeOf) };
    });
}

const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

function codeOf(cells: string[]): ErrorCode {
  const [code = '', ...rest] = cells;
  const status = rest.length > 2 ? rest.shift()! : null;
  const [wrong = '', remedy = ''] = rest;
  return { code: code.replaceAll('`', ''), status, wrong, remedy };
}
