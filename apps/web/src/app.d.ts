import type { Reader } from '#lib/admission/admission.server.ts';
import type { Nearly } from '#lib/search/nearly.server.ts';

declare global {
  namespace App {
    interface Error {
      /** The API is there, and refused for having too much to do. */
      isBusy?: true;
      /** What a filter of the page names, and the record does not have. */
      unknown?: { field: string; name: string };
      /** The argument that the API refused. */
      argument?: string;
      /** What the address may have meant. */
      nearly?: Nearly[];
    }

    interface Locals {
      /** When the request came, ISO 8601. */
      madeAt: string;
      /** Whose page it is. */
      reader: Reader;
      /** Seconds after which the API said to ask again. */
      retryAfter?: string;
      /** The status of a page that is shown all the same, such as a form with a mistake in it. */
      status?: 400;
    }
  }
}

export {};
