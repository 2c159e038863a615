import { pngOf } from '#lib/card/png.server.ts';
import { embedded, OPEN } from '../../embedded.server.ts';
import { pictureOf } from '../../picture.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) =>
  new Response(await pngOf(pictureOf(await embedded(event, event.params.path))), {
    headers: { ...OPEN, 'content-type': 'image/png' },
  });
