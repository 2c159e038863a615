import { error, isHttpError } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { embedded } from '../embedded.server.ts';
import { cardDocument, faultDocument, framed, themeAsked, THEMES } from './document.server.ts';
import type { RequestHandler } from './$types';

/**
 * The card of a claim or a figure for a frame on another site; `theme` where its page has but one. Where there is none, the
 * frame says why.
 */
export const GET: RequestHandler = async (event) => {
  const { asked, theme } = themeAsked(event.url);
  try {
    if (asked && !theme) {
      error(400, m.explore_fault_none_of({ text: asked.slice(0, 40), words: THEMES.join(', ') }));
    }
    return framed(cardDocument(await embedded(event, event.params.path), theme));
  } catch (fault) {
    if (!isHttpError(fault)) throw fault;
    return framed(faultDocument(fault.body, event.url), fault.status);
  }
};
