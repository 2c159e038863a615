import type { Plugin } from 'vite';

/**
 * A reader reads one language, so a browser loads one. What paraglide compiles holds every message in
 * all of them; in the browser the messages are the table of the document's own language, which
 * `hooks.client.ts` loads before any page's code is.
 */
export function oneLanguage(): Plugin {
  return {
    name: 'one-language',
    applyToEnvironment: ({ name }) => name === 'client',
    transform: {
      filter: { id: /src\/paraglide\/messages\.js$/ },
      handler: () => ({ code: `export { spoken as m } from '#lib/text/spoken.ts';`, map: null }),
    },
  };
}
