import { isGuide, markdownOf } from '#lib/docs/guides.server.ts';
import { m } from '#paraglide/messages.js';
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** A guide as it is written, for programs. */
export const GET: RequestHandler = ({ params }) => {
  if (!isGuide(params.guide)) error(404, m.faults_no_guide({ name: params.guide }));
  return new Response(markdownOf(params.guide), {
    headers: { 'content-type': 'text/markdown; charset=utf-8' },
  });
};
