import { isHttpError, type RequestEvent } from '@sveltejs/kit';
import { faultDocument, framed } from './[...path]/document.server.ts';

/**
 * A picture or a citation. Where there is none, who asks for a page, as browsers do for an address that is followed, is told
 * why on one; programs get what SvelteKit answers them, JSON.
 */
export const toldToPeople =
  <Event extends RequestEvent>(answer: (event: Event) => Promise<Response>) =>
  async (event: Event): Promise<Response> => {
    try {
      return await answer(event);
    } catch (fault) {
      const takesPage = event.request.headers.get('accept')?.includes('text/html');
      if (!takesPage || !isHttpError(fault)) throw fault;
      const page = framed(faultDocument(fault.body, event.url), fault.status);
      page.headers.set('vary', 'accept');
      return page;
    }
  };
