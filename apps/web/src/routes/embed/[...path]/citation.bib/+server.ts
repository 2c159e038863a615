import { bibtex } from '#lib/tools/citation.ts';
import { citedOf } from '../../citation.server.ts';
import { embedded, OPEN } from '../../embedded.server.ts';
import { toldToPeople } from '../../told-to-people.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = toldToPeople(
  async (event) =>
    new Response(`${bibtex(citedOf(await embedded(event, event.params.path)))}\n`, {
      headers: { ...OPEN, 'content-type': 'application/x-bibtex; charset=utf-8' },
    }),
);
