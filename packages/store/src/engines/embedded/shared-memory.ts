/**
 * PGlite computes in memory of its own, which no other thread can reach, so that nobody could tell it to stop. WebAssembly
 * has memory that threads share; a module has to be declared for it, which costs it nothing.
 * https://webassembly.github.io/spec/core/binary/modules.html
 */

export interface WasmMemory {
  readonly buffer: SharedArrayBuffer;
}

/** A WebAssembly.Module. */
export type CompiledCode = object;

interface MemorySize {
  initial: number;
  maximum: number;
  shared?: boolean;
}

/** TypeScript has it only together with all else that a browser has. */
declare const WebAssembly: {
  Memory: new (size: MemorySize) => WasmMemory;
  Module: new (bytes: Uint8Array) => object;
  instantiate(source: object, imports: unknown): Promise<unknown>;
};

/** From here on all that this thread loads of WebAssembly has memory that other threads can reach. */
export function shareWasmMemory(): void {
  const { Memory, Module, instantiate } = WebAssembly;
  WebAssembly.Memory = new Proxy(Memory, {
    construct: (_target, [size]: [MemorySize]) => new Memory({ ...size, shared: true }),
  });
  WebAssembly.Module = new Proxy(Module, {
    construct: (_target, [bytes]: [Uint8Array]) => new Module(importingShared(bytes)),
  });
  WebAssembly.instantiate = (source, imports) =>
    instantiate(source instanceof Module ? source : importingShared(asBytes(source)), imports);
}

const PREAMBLE = 8;
const IMPORT_SECTION = 2;
const HAS_MAXIMUM = 1;
const SHARED = 2;
/** In pages of 64 KiB, all that there can be. */
const LARGEST = 65_536;

/** How an import of the memory begins: the lengths and texts of its names, and its kind. */
const MEMORY_IMPORT = Buffer.from('\x03env\x06memory\x02', 'latin1');

/** The module, with the memory that it imports declared as shared, which has to have a maximum. */
export function importingShared(wasm: Uint8Array): Uint8Array {
  const bytes = Buffer.from(wasm.buffer, wasm.byteOffset, wasm.byteLength);
  for (let at = PREAMBLE; at < bytes.length;) {
    const [length, start] = readNumber(bytes, at + 1);
    const end = start + length;
    if (bytes[at] === IMPORT_SECTION) {
      const section = sharingMemory(bytes.subarray(start, end));
      if (!section) return wasm;
      const head = [bytes.subarray(0, at + 1), number(section.length)];
      return Buffer.concat([...head, section, bytes.subarray(end)]);
    }
    at = end;
  }
  return wasm;
}

function sharingMemory(imports: Buffer): Buffer | null {
  const found = imports.indexOf(MEMORY_IMPORT);
  if (found < 0) return null;
  const at = found + MEMORY_IMPORT.length;
  const [least, afterLeast] = readNumber(imports, at + 1);
  const [most, end] =
    imports[at]! & HAS_MAXIMUM ? readNumber(imports, afterLeast) : [LARGEST, afterLeast];
  const limits = [Buffer.from([HAS_MAXIMUM | SHARED]), number(least), number(most)];
  return Buffer.concat([imports.subarray(0, at), ...limits, imports.subarray(end)]);
}

/** A number in LEB128, seven bits a byte, and where it ends. */
function readNumber(bytes: Uint8Array, start: number): [value: number, end: number] {
  let value = 0;
  let at = start;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++]!;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [value, at];
  }
}

function number(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}

function asBytes(source: object): Uint8Array {
  return source instanceof ArrayBuffer ? new Uint8Array(source) : (source as Uint8Array);
}
