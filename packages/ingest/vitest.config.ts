import { defineConfig } from 'vitest/config';

export default defineConfig({
  // A first start of the embedded engine takes seconds on a busy machine.
  test: { testTimeout: 120_000, hookTimeout: 120_000 },
});
