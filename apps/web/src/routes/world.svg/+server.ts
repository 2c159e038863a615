import { worldFile } from '#lib/geo/world.server.ts';

/** Its address changes with what it shows, so nobody has to ask for it twice. */
export const GET = () =>
  new Response(worldFile, {
    headers: {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=31536000, immutable',
    },
  });
