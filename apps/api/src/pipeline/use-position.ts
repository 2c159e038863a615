import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from './use-operation-notes.ts';

/**
 * Tells in `extensions.position`, to who asks for it with the request's own `extensions`, up to where the record may
 * have been read: what the header X-Casus-Position says, for clients that see no headers.
 */
export function usePosition(): Plugin<ServerContext> {
  return {
    onExecute({ context: { params, reading }, executeFn, setExecuteFn }) {
      if (params.extensions?.['position'] !== true) return;
      setExecuteFn(async (execution) => {
        const result = (await executeFn(execution)) as ExecutionResult;
        result.extensions = { ...result.extensions, position: await reading.position() };
        return result;
      });
    },
  };
}
