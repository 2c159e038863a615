import type { Extension, PGlite } from '@electric-sql/pglite';
import type { CompiledCode, WasmMemory } from './shared-memory.ts';

/** Where PostgreSQL looks, many times in each statement, whether to go on. */
export interface QueryCancel {
  memory: SharedArrayBuffer;
  /** Addresses of PostgreSQL's variables of these names. */
  queryCancelPending: number;
  interruptPending: number;
}

/** What any thread does to stop the running statement, as PostgreSQL's own signal handler does. */
export function raise({ memory, queryCancelPending, interruptPending }: QueryCancel): void {
  const words = new Int32Array(memory);
  Atomics.store(words, queryCancelPending / Int32Array.BYTES_PER_ELEMENT, 1);
  Atomics.store(words, interruptPending / Int32Array.BYTES_PER_ELEMENT, 1);
}

/** Forgets a cancel that came when the statement was over already. */
export function clear({ memory, queryCancelPending }: QueryCancel): void {
  const words = new Int32Array(memory, queryCancelPending, 1);
  Atomics.store(words, 0, 0);
}

type Instantiated = (
  instance: { exports: Record<string, { value: number }> },
  module: CompiledCode,
) => void;
interface EngineOptions {
  instantiateWasm(imports: unknown, done: Instantiated): object;
}

/** Finds the addresses, and what the code was compiled to, while PGlite loads; they are given once it is there. */
export function findQueryCancel(): {
  extension: Extension;
  of(pglite: PGlite): QueryCancel;
  code(): CompiledCode;
} {
  let code: CompiledCode | undefined;
  let addresses: Omit<QueryCancel, 'memory'> | undefined;
  return {
    extension: {
      name: 'query cancel',
      setup: async (_pglite, options: EngineOptions) => {
        const instantiate = options.instantiateWasm;
        const emscriptenOpts = {
          ...options,
          instantiateWasm: (imports: unknown, done: Instantiated) =>
            instantiate(imports, (instance, module) => {
              code = module;
              const { QueryCancelPending, InterruptPending } = instance.exports;
              addresses = {
                queryCancelPending: QueryCancelPending!.value,
                interruptPending: InterruptPending!.value,
              };
              done(instance, module);
            }),
        };
        return { emscriptenOpts };
      },
    },
    of: (pglite) => {
      const { wasmMemory } = pglite.Module as unknown as { wasmMemory: WasmMemory };
      return { memory: wasmMemory.buffer, ...addresses! };
    },
    code: () => code!,
  };
}
