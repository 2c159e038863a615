/** One thing wrong with the record, said so that whoever wrote the line can mend it. */
export interface RecordProblem {
  /** Relative to the record's folder. */
  file: string;
  /** Both from 1. */
  line: number;
  column: number;
  /** Where in the file's structure, e.g. `claims[3].quantity.low`; empty for the file as a whole. */
  field: string;
  message: string;
}

/** The record cannot be taken as it is. Every problem is listed, and nothing was made of any of it. */
export class RecordInvalid extends Error {
  override name = 'RecordInvalid';
  readonly problems: readonly RecordProblem[];

  constructor(problems: readonly RecordProblem[]) {
    const inOrder = [...problems].sort(
      (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column,
    );
    super(inOrder.map(problemLine).join('\n'));
    this.problems = inOrder;
  }
}

function problemLine({ file, line, column, field, message }: RecordProblem): string {
  return `${file}:${line}:${column} ${field ? `${field}: ` : ''}${message}`;
}
