import { defineConfig } from 'vitest/config';

/** A browser on a busy machine now and then loses a race; in `.ci/run` such a test has a second try. */
const retry = process.env.CI ? 1 : 0;

export default defineConfig({
  resolve: {
    alias: {
      '#lib': new URL('./src/lib', import.meta.url).pathname,
      '#paraglide': new URL('./src/paraglide', import.meta.url).pathname,
    },
  },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['src/**/*.test.ts'], isolate: false } },
      {
        test: {
          name: 'process',
          include: ['tests/*.process.test.ts'],
          globalSetup: './tests/record-template.ts',
          retry,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/*.browser.test.ts'],
          globalSetup: './tests/servers.ts',
          // One browser, one server: files in turn keep a small machine from timing out.
          fileParallelism: false,
          // What files import is read once, and they share the browser.
          isolate: false,
          retry,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // By itself it is a second, which a busy machine takes for less.
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: 'imported',
          include: ['tests/imported/*.browser.test.ts'],
          globalSetup: './tests/imported/servers.ts',
          // One browser, one server: files in turn keep a small machine from timing out.
          fileParallelism: false,
          // What files import is read once, and they share the browser.
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // By itself it is a second, which a busy machine takes for less.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
