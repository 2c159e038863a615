import type { Context } from '@casus/schema/context';
import { schema } from '@casus/schema/schema';
import { getOperationAST, getVariableValues, type DocumentNode } from 'graphql';
import { costOf } from './limits/cost-of.ts';
import type { Limits } from './limits/limits.ts';
import { inTime } from './limits/use-time-limit.ts';
import type { ReadyAnswers } from './ready-answers.ts';

/** Characters of the documents that are known. */
const KNOWN = 2_000_000;

/** A question that needs no interpreter. */
export interface KnownQuestion {
  /** The operation's. */
  name: string | undefined;
  cost: number;
  /**
   * The answer's text; null where Yoga has to be asked after all.
   * @throws TookTooLong
   */
  answer(cancellation: AbortController): Promise<string | null>;
}

export interface KnownQuestions {
  /** Of a document that is valid, within the limits and has been answered without the interpreter. */
  learn(document: DocumentNode): void;
  /** The question that a body puts; null where it is no such one. */
  find(body: string): KnownQuestion | null;
}

/**
 * Questions in documents that Yoga has answered without the interpreter before. They are answered ahead of
 * it: bringing a request to Yoga, and its answer back, takes this process longer than all that
 * is done for it besides. Whatever is not plainly such a question, or might be refused, is Yoga's.
 */
export function knownQuestions(
  contextFor: (cancellation: AbortController) => Context,
  readyFor: ReadyAnswers,
  { cost, timeout }: Limits,
): KnownQuestions {
  const documents = new Map<string, DocumentNode>();
  let characters = 0;
  return {
    learn: (document) => {
      const text = document.loc?.source.body;
      if (text === undefined || documents.has(text)) return;
      characters += text.length;
      if (characters > KNOWN) {
        documents.clear();
        characters = text.length;
      }
      documents.set(text, document);
    },
    find: (body) => {
      const asked = readQuestion(body);
      const document = asked && documents.get(asked.query);
      const operation = document && getOperationAST(document, asked.operationName);
      if (!operation || operation.operation !== 'query') return null;
      const { operationName, variables: variableValues } = asked;
      const definitions = operation.variableDefinitions ?? [];
      const variables = getVariableValues(schema, definitions, variableValues ?? {}).variableValues;
      if (!variables) return null;
      const price = costOf({ schema, document, operationName, variableValues });
      if (price > cost) return null;
      const ready = readyFor(schema, document, operationName, variables);
      return (
        ready && {
          name: operation.name?.value,
          cost: price,
          answer: async (cancellation) => {
            const context = contextFor(cancellation);
            context.budget.price(price);
            const result = await inTime(timeout, cancellation, () => ready(context));
            return result && result.stringify(result);
          },
        }
      );
    },
  };
}

interface Asked {
  query: string;
  variables: Record<string, unknown> | null | undefined;
  operationName: string | null | undefined;
}

/** Null for a body that is anything but one operation, or asks for more than its answer. */
function readQuestion(body: string): Asked | null {
  let read: unknown;
  try {
    read = JSON.parse(body);
  } catch {
    return null;
  }
  if (!isObject(read)) return null;
  const { query, variables, operationName, ...more } = read;
  if (
    typeof query !== 'string' ||
    !(isNothing(variables) || isObject(variables)) ||
    !(isNothing(operationName) || typeof operationName === 'string') ||
    Object.keys(more).length > 0
  ) {
    return null;
  }
  return { query, variables, operationName };
}

const isNothing = (value: unknown): value is null | undefined =>
  value === null || value === undefined;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
