import { GraphQLError, Lexer, parse, Source, TokenKind, type DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from '../use-operation-notes.ts';
import type { Limits } from './limits.ts';
import { measure, type Extent } from './measure.ts';
import { limitExceeded, type LimitCode } from './refusal.ts';

type DocumentLimits = Pick<Limits, 'tokens' | keyof Extent>;

const REFUSALS: Record<
  keyof Extent,
  { code: LimitCode; explain: (asked: number, limit: number) => string }
> = {
  depth: {
    code: 'DEPTH_LIMIT_EXCEEDED',
    explain: (asked, limit) =>
      `The query is ${asked} fields deep; at most ${limit} are answered. Ask for what lies deeper by its id, with node.`,
  },
  breadth: {
    code: 'BREADTH_LIMIT_EXCEEDED',
    explain: (asked, limit) =>
      `The query selects ${asked} fields and fragments; at most ${limit} are answered. A fragment counts where it is spread. Ask in several queries.`,
  },
  aliases: {
    code: 'ALIAS_LIMIT_EXCEEDED',
    explain: (asked, limit) =>
      `The query has ${asked} aliases; at most ${limit} are answered. Ask for several things of one type with nodes, or in several queries.`,
  },
};

/**
 * Refuses a document that is too long, deep or wide as soon as it is read: validation compares
 * fields with each other, so it is validation that such documents are made to keep busy.
 */
export function useDocumentLimits(limits: DocumentLimits): Plugin {
  // A document from the cache is measured once.
  const allowed = new WeakSet<DocumentNode>();
  return {
    onParse({ setParseFn, context }) {
      if ((context as Partial<ServerContext>).isPublished) return undefined;
      setParseFn((source: string | Source) => parseWithin(source, limits.tokens));
      return ({ result, replaceParseResult }) => {
        if (!result || result instanceof Error || allowed.has(result)) return;
        const refusal = refusalOf(measure(result), limits);
        if (refusal) replaceParseResult(refusal);
        else allowed.add(result);
      };
    },
  };
}

function refusalOf(extent: Extent, limits: DocumentLimits): GraphQLError | undefined {
  for (const part of ['depth', 'breadth', 'aliases'] as const) {
    const [asked, limit] = [extent[part], limits[part]];
    if (asked <= limit) continue;
    const { code, explain } = REFUSALS[part];
    return limitExceeded(code, explain(asked, limit), { limit, asked });
  }
  return undefined;
}

function parseWithin(source: string | Source, limit: number): DocumentNode {
  try {
    return parse(source, { maxTokens: limit });
  } catch (error) {
    const asked = countTokens(source);
    if (asked <= limit) throw error;
    throw limitExceeded(
      'TOKEN_LIMIT_EXCEEDED',
      `The document has ${asked} tokens (words, numbers, signs); at most ${limit} are read. Give values as variables, or ask in several queries.`,
      { limit, asked },
    );
  }
}

/** Tokens of a document, up to where it stops being GraphQL. */
function countTokens(source: string | Source): number {
  const lexer = new Lexer(typeof source === 'string' ? new Source(source) : source);
  let count = 0;
  try {
    while (lexer.advance().kind !== TokenKind.EOF) count += 1;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
  }
  return count;
}
