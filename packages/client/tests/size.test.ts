import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { createContext, runInContext } from 'node:vm';
import { brotliCompressSync, gzipSync } from 'node:zlib';

async function bundle(contents: string, external: string[] = []): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    external,
    write: false,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0]!.text;
}

const CLIENT = "export { createClient } from '../src/client.ts';";

test('the client is at most 6 kB, compressed, and 15 kB with urql', async () => {
  const own = await bundle(CLIENT, ['@urql/core']);
  const whole = await bundle(CLIENT);
  const sizes = [own, whole].map((text) => gzipSync(text).length);
  expect(sizes[0]).toBeLessThanOrEqual(6_000);
  expect(sizes[1]).toBeLessThanOrEqual(15_000);
  expect(brotliCompressSync(whole).length).toBeLessThan(sizes[1]!);
});

test('who imports one document gets no other', async () => {
  const text = await bundle("export { DatasetsDocument } from '../src/generated/documents.ts';");
  expect(text).toContain('query Datasets');
  expect(text.match(/query [A-Z]/g)).toHaveLength(1);
  const unused = await bundle("import '../src/generated/documents.ts'; import '../src/client.ts';");
  expect(unused.trim()).toBe('');
});

/** What runtimes at the edge have in common (WinterTC), as far as a client needs it: nothing of Node, nothing of pages. */
const PLATFORM = {
  ...{
    AbortController,
    AbortSignal,
    Headers,
    Request,
    Response,
    ReadableStream,
    URL,
    URLSearchParams,
  },
  ...{ TextDecoder, TextEncoder, TypeError, setTimeout, clearTimeout },
};

test('it runs where there is fetch, and nothing but the common platform', async () => {
  const text = await bundle(`
    import { createClient } from '../src/client.ts';
    import { watchClaims } from '../src/live.ts';
    const casus = createClient({ url: 'https://casus.example/graphql', fetch, retries: 1 });
    export const asked = casus.query('{ __typename }');
    export const watched = watchClaims(casus).next();`);
  const sent: unknown[] = [];
  const answer = (_: unknown, { headers }: RequestInit): Promise<Response> => {
    const accept = new Headers(headers).get('accept');
    sent.push(accept);
    if (accept !== 'text/event-stream') {
      const body = '{"data":{"__typename":"Query"}}';
      return Promise.resolve(
        new Response(body, { headers: { 'content-type': 'application/json' } }),
      );
    }
    const event = 'event: next\nid: 1\ndata: {"data":{"claimRecorded":{"summary":"Said."}}}\n\n';
    return Promise.resolve(
      new Response(event, { headers: { 'content-type': 'text/event-stream' } }),
    );
  };
  const context = createContext({ ...PLATFORM, fetch: answer, given: {} });
  const program = text.replace(/export\{([^}]+)\};?\s*$/, (_, names: string) => {
    const pairs = names.split(',').map((each) => each.split(' as ').toReversed().join(':'));
    return `Object.assign(given,{${pairs.join(',')}})`;
  });
  runInContext(program, context);
  const { asked, watched } = context['given'] as Record<string, Promise<unknown>>;
  expect(await asked).toEqual({ data: { __typename: 'Query' }, errors: null });
  expect(await watched).toMatchObject({ value: { claim: { summary: 'Said.' }, position: '1' } });
  expect(sent).toHaveLength(2);
});
