import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // One copy of graphql, as Node finds it.
    experimental: { viteModuleRunner: false },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
