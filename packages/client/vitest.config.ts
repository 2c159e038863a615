import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['../../apps/api/tests/record-template.ts', './tests/archives-folder.ts'],
    // Node loads the modules as it does for who installs the package, once for all files: none may change them or the
    // environment for good.
    experimental: { viteModuleRunner: false },
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
