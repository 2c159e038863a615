import type { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { entityTag, isNotModified } from '../http/entity-tag.ts';

type Options = Parameters<typeof renderGraphiQL>[0];

/** The smallest first. */
const ENCODINGS = ['br', 'gzip', 'identity'] as const;

interface Page {
  etag: string;
  contentSecurityPolicy: string;
  bodies: Record<(typeof ENCODINGS)[number], Buffer>;
}

/**
 * The playground, whole in one page of nine megabytes with all its assets: so it works where no other host can be
 * reached. It never changes while the process runs, so it is made and compressed once, when first asked for.
 */
export function playground(options: Options) {
  let page: Promise<Page> | undefined;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { etag, contentSecurityPolicy, bodies } = await (page ??= make(options));
    void reply.type('text/html; charset=utf-8').headers({
      'cache-control': 'public, max-age=3600',
      'content-security-policy': contentSecurityPolicy,
      vary: 'accept, accept-encoding',
    });
    if (isNotModified(request, reply, etag)) return reply.code(304).send();
    const taken = new Negotiator(request).encodings(ENCODINGS);
    const encoding = ENCODINGS.find((each) => taken.includes(each)) ?? 'identity';
    if (encoding !== 'identity') void reply.header('content-encoding', encoding);
    return reply.send(bodies[encoding]);
  };
}

async function make(options: Options): Promise<Page> {
  // It takes forty megabytes of memory, for a page that most processes are never asked for.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = withAskedTab(renderGraphiQL(options), options);
  const identity = Buffer.from(html);
  const [br, gzipped] = await Promise.all([
    promisify(brotliCompress)(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
    promisify(gzip)(identity),
  ]);
  return {
    etag: entityTag(html),
    contentSecurityPolicy: policyFor(html),
    bodies: { br, gzip: gzipped, identity },
  };
}

/**
 * A question in the address gets a tab of its own, before the others, with its variables: the library
 * takes the question alone, and shows it under another's name.
 */
function withAskedTab(html: string, options: Options): string {
  const written = JSON.stringify(options);
  if (!html.includes(written)) throw new Error('The playground has no place for its options.');
  return html.replace(
    written,
    () => `(() => {
      const options = ${written};
      const asked = new URL(location.href).searchParams;
      const query = asked.get('query');
      if (!query) return options;
      const variables = asked.get('variables') ?? undefined;
      return { ...options, variables, defaultTabs: [{ query, variables }, ...options.defaultTabs] };
    })()`,
  );
}

/** Only this page's own scripts run, and they talk to nobody but this API. */
function policyFor(html: string): string {
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script]) => `'sha256-${createHash('sha256').update(script!).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src ${scripts.join(' ')}`,
    // Its editor runs its workers from blobs and writes styles into elements.
    "worker-src 'self' blob:",
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
