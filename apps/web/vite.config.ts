import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cachedPluralRules } from './paraglide-plugins/cached-plural-rules.ts';
import { splitMessages } from './paraglide-plugins/split-messages.ts';

/** What half of the pages share comes as one file: it compresses better than its forty parts would. */
const shared = { name: 'shared', test: /\/src\/(lib|paraglide)\//, minShareCount: 18 };

/** The script that each page begins with, as the security policy names it. */
const [, opening] = readFileSync('src/app.html', 'utf8').match(/<script>(.*?)<\/script>/s)!;
const openingHash = createHash('sha256').update(opening!).digest('base64');

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
    cachedPluralRules(),
    splitMessages(),
    sveltekit({
      adapter: adapter(),
      // A page's own styles come with it: a reader far away waits for one answer, not for ten.
      inlineStyleThreshold: 20_000,
      // Nothing loads from another host, and no script runs that this server did not write.
      csp: {
        // Hashes, not a nonce: a page's text is then the same each time, and so is its entity tag.
        mode: 'hash',
        directives: {
          'default-src': ['self'],
          'script-src': ['self', `sha256-${openingHash}`],
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
