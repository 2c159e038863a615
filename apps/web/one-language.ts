import type { Plugin } from 'vite';

/**
 * A reader reads one language, so a browser loads one. What paraglide compiles holds every message in
 * all of them; in the browser each message is looked up in the table of the document's own language,
 * which `hooks.client.ts` loads before anything is shown.
 */
export function oneLanguage(): Plugin {
  return {
    name: 'one-language',
    applyToEnvironment: ({ name }) => name === 'client',
    transform: {
      filter: { id: /src\/paraglide\/messages\/_index\.js$/ },
      handler: (code) => ({ code: lookedUp(code), map: null }),
    },
  };
}

function lookedUp(compiled: string): string {
  const names = [...compiled.matchAll(/^export const (\w+) =/gm)].map(([, name]) => name!);
  return [
    `import { spoken } from '#lib/text/spoken.ts';`,
    ...names.map((name) => `export const ${name} = (inputs = {}) => spoken.${name}(inputs);`),
  ].join('\n');
}
