import { Kind, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Reading } from '@casus/store/engines/reading';
import type { Admit } from './admission/admit-request.ts';

/** What logs, metrics and caches need to know of a GraphQL request; never its text. */
export interface OperationNotes {
  name: string | undefined;
  kind: 'query' | 'mutation' | 'subscription' | undefined;
  /** Of each error of the answer. */
  codes: string[];
}

export interface ServerContext {
  notes: OperationNotes;
  /** Where all of the answer is read. */
  reading: Reading;
  admit: Admit;
  /** Of the whole HTTP request. */
  cancellation: AbortController;
  /** When the request came, ISO 8601 UTC. */
  now: string;
  /** The id of the last event that a client has of a stream, by its header Last-Event-ID. */
  lastEventId?: string | null;
  /** A query of this server's own, such as that of a feed: it costs as any other, but has the limits of none. */
  isPublished?: boolean;
}

/** The HTTP side sees only bytes: this tells it what was asked and how it went. */
export function useOperationNotes(): Plugin<ServerContext> {
  return {
    onParse() {
      return ({ context, result }) => {
        if (!isDocument(result)) return;
        const { notes, params } = context as ServerContext & {
          params?: { operationName?: string };
        };
        const operation = operationOf(result, params?.operationName);
        notes.name = operation?.name?.value;
        notes.kind = operation?.operation;
      };
    },
    onResultProcess({ result, serverContext }) {
      const { notes } = serverContext as Partial<ServerContext>;
      if (Symbol.asyncIterator in result) return;
      const note = ({ errors }: ExecutionResult) => {
        for (const { extensions } of errors ?? []) notes?.codes.push(String(extensions?.['code']));
      };
      if (Array.isArray(result)) result.forEach(note);
      else note(result);
    },
  };
}

function isDocument(result: unknown): result is DocumentNode {
  return (result as DocumentNode | null)?.kind === Kind.DOCUMENT;
}

function operationOf({ definitions }: DocumentNode, name: string | undefined) {
  return definitions.find(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION && (!name || definition.name?.value === name),
  );
}
