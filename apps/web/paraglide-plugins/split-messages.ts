import { readFile } from 'node:fs/promises';
import { parseAst, type Plugin } from 'vite';

/** Areas whose messages are on every page, and so come as one table. */
const EVERYWHERE = new Set('components errors nouns search shell times tools words'.split(' '));
const MESSAGES = 'virtual:messages/';
const LOAD = 'virtual:load-messages/';
const COMPILED = new URL('../src/paraglide/messages/', import.meta.url);

/** Locales that are written out, and where a browser finds the messages of each. */
const TABLES = { en: 'en', ru: 'ru', ky: 'ky', tg: 'tg', 'ar-XB': 'en' };

/**
 * A reader reads one language and one page, so a browser loads the messages of that language for
 * what is on that page. What paraglide compiles holds every message in all languages; in the
 * browser `m` is a table, to which each module adds the areas it has messages of before it runs.
 */
export function splitMessages(): Plugin {
  return {
    name: 'split-messages',
    enforce: 'post',
    applyToEnvironment: ({ name }) => name === 'client',
    resolveId: {
      filter: { id: /^virtual:(messages|load-messages)\// },
      handler: (id) => `\0${id}`,
    },
    load: {
      filter: { id: /^\0virtual:(messages|load-messages)\// },
      handler: (id) => {
        const name = id.slice(1);
        if (name.startsWith(LOAD)) return loaderOf(name.slice(LOAD.length));
        const [locale, area] = name.slice(MESSAGES.length).split('/') as [string, string];
        return messagesOf(locale, area);
      },
    },
    transform: {
      filter: { id: /\/src\// },
      handler: (code, id) => {
        if (id.endsWith('/src/paraglide/messages.js')) {
          return {
            code: `export { clientMessages as m } from '#lib/language/client-messages.ts';`,
            map: null,
          };
        }
        if (!code.includes('paraglide/messages.js') || id.includes('/src/paraglide/')) return null;
        const areas = new Set(
          [...code.matchAll(/\bm\s*\.([a-z]+)_/g)].map(([, area]) =>
            EVERYWHERE.has(area!) ? 'everywhere' : area!,
          ),
        );
        const imports = [...areas].map((area) => `import '${LOAD}${area}';`);
        // Behind the code, where they move none of its lines; they are evaluated ahead of it all the same.
        return { code: `${code}\n${imports.join('\n')}`, map: null };
      },
    },
  };
}

function loaderOf(area: string): string {
  const tables = Object.entries(TABLES).map(
    ([locale, table]) => `'${locale}': () => import('${MESSAGES}${table}/${area}')`,
  );
  return `import { loadMessages } from '#lib/language/client-messages.ts';
await loadMessages({ ${tables.join(', ')} });`;
}

/** The compiled messages of an area, without the others. */
async function messagesOf(locale: string, area: string): Promise<string> {
  const code = await readFile(new URL(`${locale}.js`, COMPILED), 'utf8');
  const isOfArea = (name: string) => {
    const of = name.slice(0, name.indexOf('_'));
    return EVERYWHERE.has(of) ? area === 'everywhere' : area === of;
  };
  return parseAst(code)
    .body.filter((statement) => {
      if (statement.type !== 'ExportNamedDeclaration') return true;
      const { declaration } = statement;
      const declared =
        declaration?.type === 'VariableDeclaration' && declaration.declarations[0]?.id;
      return declared && declared.type === 'Identifier' && isOfArea(declared.name);
    })
    .map(({ start, end }) => code.slice(start, end))
    .join('\n')
    .replace('"../registry.js"', `"${new URL('../registry.js', COMPILED).pathname}"`);
}
