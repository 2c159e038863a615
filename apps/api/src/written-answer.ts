import type { ExecutionResult } from 'graphql';

/** Data that is JSON already; whoever reads it otherwise gets it parsed. */
class Written {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

interface WrittenResult extends ExecutionResult {
  /** How Yoga writes the answer. */
  stringify: (result: ExecutionResult) => string;
}

/** An answer whose data the database wrote: its bytes go out as they came. */
export function writtenAnswer(data: string): WrittenResult {
  return { data: new Written(data) as unknown as Record<string, unknown>, stringify };
}

function stringify({ data, extensions }: ExecutionResult): string {
  const text = data instanceof Written ? data.text : JSON.stringify(data);
  return `{"data":${text}${extensions ? `,"extensions":${JSON.stringify(extensions)}` : ''}}`;
}
