import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { YAMLParseError } from 'yaml';
import type { RecordProblem } from './record-invalid.ts';

export type Path = readonly PropertyKey[];

/** A YAML file that parsed, with the way back from a value's path to the line that wrote it. */
export interface SourceFile {
  /** Relative to the record's folder, with forward slashes. */
  name: string;
  value: unknown;
  problem: (path: Path, message: string) => RecordProblem;
}

/** Reads one file's text; its problems instead, when it is not well-formed YAML. */
export function parseSource(name: string, text: string): SourceFile | RecordProblem[] {
  const lines = new LineCounter();
  // Without `prettyErrors: false` each message carries a drawing of the line over several rows.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) return broken.map((error) => syntaxProblem(name, lines, error));
  return {
    name,
    value: document.toJS(),
    problem(path, message) {
      const { offset, field } = locate(document, path);
      const { line, col } = lines.linePos(offset);
      return { file: name, line: Math.max(line, 1), column: Math.max(col, 1), field, message };
    },
  };
}

/**
 * The nearest node on the way to `path`. A schema may read a shorthand as the longer form it stands
 * for, so a step that the file does not have is passed over; a missing field is shown at its owner.
 */
function locate(document: Document, path: Path): { offset: number; field: string } {
  let node: unknown = document.contents;
  let offset = 0;
  let field = '';
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (typeof step === 'number') continue;
      field += field ? `.${String(step)}` : String(step);
      if (!pair) continue;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number' && node.items[step] !== undefined) {
      field += `[${step}]`;
      node = node.items[step];
      offset = startOf(node) ?? offset;
    }
  }
  return { offset, field };
}

function startOf(node: unknown): number | undefined {
  return (node as { range?: [number, number, number] | null } | null)?.range?.[0];
}

const SYNTAX_MESSAGES: Partial<Record<YAMLParseError['code'], string>> = {
  TAB_AS_INDENT: 'a tab indents this line: indent with spaces',
  DUPLICATE_KEY: 'this field is given twice in the same entry: keep one of them',
  BLOCK_AS_IMPLICIT_KEY:
    'the text holds a colon with a space after it: put it in quotes, or below “>-” on a line of its own',
  BAD_INDENT:
    'this line is not indented like those beside it, or a bracket above is still open: line them up or close it',
};

function syntaxProblem(
  file: string,
  lines: LineCounter,
  { code, message, pos }: { code: YAMLParseError['code']; message: string; pos: [number, number] },
): RecordProblem {
  const { line, col } = lines.linePos(pos[0]);
  const problem = SYNTAX_MESSAGES[code] ?? `not well-formed YAML: ${message.split('\n')[0]}`;
  return { file, line, column: col, field: '', message: problem };
}
