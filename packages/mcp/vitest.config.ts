import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: '../../apps/api/tests/record-template.ts',
    experimental: { viteModuleRunner: false },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
