import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: './tests/record-template.ts',
    // Node loads the modules as it does in production. Through Vite there would be two copies of
    // graphql, one by its own conditions and one by Node's.
    experimental: { viteModuleRunner: false },
    // Files one after the other in one process: what they import is read once, and what PostgreSQL in WebAssembly is
    // compiled to is there for the next. So no file may change what it imports or the environment for good.
    isolate: false,
    // While one waits for servers and clocks, the other works.
    maxWorkers: 2,
    // A first start of the embedded engine takes seconds on a busy machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // By itself it is a second, which a busy machine takes for less.
    expect: { poll: { timeout: 20_000 } },
  },
});
