import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createReadStream } from 'node:fs';
import { extname, join } from 'node:path';
import { isSentPlain, rangeAsked } from '../downloads/resuming.ts';
import { isNotModified } from '../http/entity-tag.ts';
import { errorBody, HttpError } from '../http/errors.ts';
import type { OwnAddress } from '../http/own-address.ts';
import { listArchives, readListed } from './manifest.ts';

const TYPES: Record<string, string> = {
  '.csv': 'text/csv; charset=utf-8; header=present',
  '.parquet': 'application/vnd.apache.parquet',
  '.json': 'application/json; charset=utf-8',
};

/** `/archives.json`, and the files of each archive under `/archives/2026-10/`. */
export function archives(app: FastifyInstance, folder: string, ownAddress: OwnAddress): void {
  app.get('/archives.json', async (request, reply) => {
    const base = `${ownAddress(request)}/archives`;
    const listed = await listArchives(folder);
    return reply
      .type(TYPES['.json']!)
      .header('cache-control', 'public, max-age=3600')
      .send(
        JSON.stringify({
          archives: listed.map(({ name, files, ...archive }) => ({
            name,
            ...archive,
            files: files.map((file) => ({ ...file, url: `${base}/${name}/${file.name}` })),
          })),
        }),
      );
  });
  app.route<{ Params: { name: string; file: string } }>({
    method: ['GET', 'HEAD'],
    url: '/archives/:name/:file',
    handler: async (request, reply) => {
      const { name, file } = request.params;
      const archive = await readListed(folder, name);
      const found = archive?.files.find((each) => each.name === file);
      if (!found) {
        throw new HttpError(404, `There is no such file. /archives.json lists those there are.`);
      }
      return sendFile(request, reply, join(folder, name, found.name), {
        ...found,
        name: `casus-${name}-${found.name}`,
      });
    },
  });
}

/** A file that never changes, whole or from a byte on. */
function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  { name, bytes, sha256 }: { name: string; bytes: number; sha256: string },
): FastifyReply {
  const isPlain = isSentPlain(request);
  const tag = `"${sha256}"`;
  void reply.headers({
    'cache-control': 'public, max-age=31536000, immutable',
    'accept-ranges': 'bytes',
  });
  if (isNotModified(request, reply, isPlain ? tag : `W/${tag}`)) return reply.code(304).send();
  void reply.type(TYPES[extname(path)] ?? 'text/plain; charset=utf-8').headers({
    'content-disposition': `attachment; filename="${name}"`,
    'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
  });
  const range = rangeAsked(request, tag);
  if (range && range.from >= bytes) {
    const message = `The file has ${bytes} bytes, so none from byte ${range.from} on.`;
    return reply
      .code(416)
      .removeHeader('content-disposition')
      .type(TYPES['.json']!)
      .headers({ 'cache-control': 'no-store', 'content-range': `bytes */${bytes}` })
      .send(JSON.stringify(errorBody(416, message)));
  }
  const start = range?.from ?? 0;
  const end = Math.min(range?.to ?? bytes - 1, bytes - 1);
  if (range) void reply.code(206).header('content-range', `bytes ${start}-${end}/${bytes}`);
  void reply.header('content-length', bytes === 0 ? 0 : end - start + 1);
  return request.method === 'HEAD'
    ? reply.send()
    : reply.send(createReadStream(path, { start, end }));
}
