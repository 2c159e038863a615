import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Node loads the modules as it does in production. Through Vite there would be two copies of
    // graphql, one by its own conditions and one by Node's.
    experimental: { viteModuleRunner: false },
    isolate: false,
    testTimeout: 120_000,
  },
});
