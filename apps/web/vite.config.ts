import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { keptPlurals } from './kept-plurals.ts';
import { oneLanguage } from './one-language.ts';

/** What half of the pages share comes as one file: it compresses better than its forty parts would. */
const shared = { name: 'shared', test: /\/src\/(lib|paraglide)\//, minShareCount: 14 };

export default defineConfig({
  environments: {
    client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [shared] } } } } },
  },
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/paraglide',
      strategy: ['url', 'baseLocale'],
      outputStructure: 'locale-modules',
    }),
    keptPlurals(),
    oneLanguage(),
    sveltekit({
      adapter: adapter(),
      // A page's own styles come with it: a reader far away waits for one answer, not for ten.
      inlineStyleThreshold: 20_000,
      // Nothing loads from another host, and no script runs that this server did not write.
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self', 'unsafe-inline'],
          'img-src': ['self', 'data:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
          'object-src': ['none'],
        },
      },
    }),
  ],
});
