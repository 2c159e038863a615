import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['./tests/postgres-server.ts', './tests/embedded-template.ts'],
    // Node loads the modules as it does in production, once for all files: none may change them or the environment for good.
    experimental: { viteModuleRunner: false },
    isolate: false,
    // A first start of the embedded engine takes seconds on a busy machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
