import type { LayoutServerLoad } from './$types';

/**
 * When an answer to the page's script was made; null in a page, whose text is the same whenever it is
 * made (`documentMadeAt` tells its moment).
 */
export const load: LayoutServerLoad = ({ url, isDataRequest, locals }) => ({
  // Reading the address makes each page anew tell its own moment.
  madeAt: url.href && isDataRequest ? locals.madeAt : null,
});
