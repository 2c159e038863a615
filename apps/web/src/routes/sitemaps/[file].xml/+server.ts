import { error } from '@sveltejs/kit';
import { Readable } from 'node:stream';
import { pathsOf } from '#lib/sitemap/rows.server.ts';
import { listFile, pagesFile, rowsOfFile } from '#lib/sitemap/sitemap.ts';
import type { RequestHandler } from './$types';

const headers = { 'content-type': 'application/xml; charset=utf-8' };

/** A file of the sitemap: the pages of a list's rows, or those that are no row. */
export const GET: RequestHandler = async (event) => {
  const { file } = event.params;
  const site = event.url.origin;
  if (file === 'pages') return new Response(pagesFile(site), { headers });
  const rows = rowsOfFile(file);
  if (!rows) {
    error(404);
  }
  const paths = await pathsOf(event, rows.list);
  const text = Readable.from(listFile(site, paths, rows.from), { objectMode: false });
  return new Response(Readable.toWeb(text) as ReadableStream, { headers });
};
