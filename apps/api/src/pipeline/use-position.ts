import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { unconfirmed } from './limits/position-refused.ts';
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
        const position = await reading.position().catch((error: unknown) => {
          throw (error as { code?: unknown }).code === 'BEHIND' ? unconfirmed() : error;
        });
        result.extensions = { ...result.extensions, position };
        return result;
      });
    },
  };
}
