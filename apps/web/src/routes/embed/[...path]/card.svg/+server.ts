import { svgOf } from '#lib/card/svg.ts';
import { embedded, OPEN } from '../../embedded.server.ts';
import { toldToPeople } from '../../told-to-people.server.ts';
import { pictureOf } from '../../picture.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = toldToPeople(
  async (event) =>
    new Response(svgOf(pictureOf(await embedded(event, event.params.path))), {
      headers: { ...OPEN, 'content-type': 'image/svg+xml; charset=utf-8' },
    }),
);
