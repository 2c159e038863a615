import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { embedded, OPEN } from '../embedded.server.ts';
import { cardDocument } from './document.server.ts';
import type { RequestHandler } from './$types';

const THEMES = ['light', 'dark'] as const;

/** The card of a claim or a figure for a frame on another site; `theme` where its page has but one. */
export const GET: RequestHandler = async (event) => {
  const asked = event.url.searchParams.get('theme');
  const theme = THEMES.find((each) => each === asked) ?? null;
  if (asked && !theme) {
    error(400, m.explore_fault_none_of({ text: asked.slice(0, 40), words: THEMES.join(', ') }));
  }
  const { html, policy } = cardDocument(await embedded(event, event.params.path), theme);
  return new Response(html, {
    headers: {
      ...OPEN,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    },
  });
};
