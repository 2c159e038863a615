import type { AnswerBudget } from '@casus/schema/answer-budget';
import type { Context } from '@casus/schema/context';
import type { PushdownStatement } from '@casus/schema/pushdown/statement';
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
 * @throws whatever went wrong with the statement: the resolvers would hide it, or ask as long again for nobody;
 * GraphQLError where the answer has more than its budget
 */
export async function writtenBy(
  statement: PushdownStatement,
  context: Context,
  { coerced }: VariableValues,
): Promise<WrittenResult | null> {
  const data = await statement.run(context, coerced);
  if (data === null) return null;
  context.budget.takeFields(fieldsIn(data));
  return { data: new Written(data) as unknown as Record<string, unknown>, stringify };
}

/**
 * The same of data that resolvers gave: written once, and measured.
 * @throws GraphQLError where it has more bytes than the budget
 */
export function written(data: unknown, budget: AnswerBudget): WrittenResult {
  const text = JSON.stringify(data);
  budget.takeBytes(Buffer.byteLength(text));
  return { data: new Written(text) as unknown as Record<string, unknown>, stringify };
}

export const isWritten = (result: ExecutionResult): result is WrittenResult =>
  result.data instanceof Written;

/** How many fields JSON has: only after a name does a quote that is not escaped come before a colon. */
function fieldsIn(json: string): number {
  let fields = 0;
  for (let at = json.indexOf('":'); at !== -1; at = json.indexOf('":', at + 2)) {
    if (json[at - 1] !== '\\') fields += 1;
  }
  return fields;
}

function stringify({ data, extensions }: ExecutionResult): string {
  const text = data instanceof Written ? data.text : JSON.stringify(data);
  return `{"data":${text}${extensions ? `,"extensions":${JSON.stringify(extensions)}` : ''}}`;
}
