import type { Context } from '@casus/schema/context';
import type { ToldStatement } from '@casus/schema/telling/answer';
import type { ExecutionResult, VariableValues } from 'graphql';

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

export interface WrittenResult extends ExecutionResult {
  /** How Yoga writes the answer. */
  stringify: (result: ExecutionResult) => string;
}

/**
 * An answer whose data the database writes: its bytes go out as they came. Null where these values are the
 * resolvers'.
 * @throws whatever went wrong with the statement: the resolvers would hide it, or ask as long again for nobody
 */
export async function writtenBy(
  statement: ToldStatement,
  context: Context,
  { coerced }: VariableValues,
): Promise<WrittenResult | null> {
  const data = await statement.tell(context, coerced);
  if (data === null) return null;
  return { data: new Written(data) as unknown as Record<string, unknown>, stringify };
}

function stringify({ data, extensions }: ExecutionResult): string {
  const text = data instanceof Written ? data.text : JSON.stringify(data);
  return `{"data":${text}${extensions ? `,"extensions":${JSON.stringify(extensions)}` : ''}}`;
}
