import type { Plugin } from 'vite';

/**
 * What paraglide compiles makes the plural rules of a language anew for each number on a page. Here
 * they are made once; it needs nothing else of its registry while no message has another selector.
 */
export function cachedPluralRules(): Plugin {
  return {
    name: 'cached-plural-rules',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/paraglide\/registry\.js$/ },
      handler: () => ({ code: `export { plural } from '#lib/language/plural.ts';`, map: null }),
    },
  };
}
