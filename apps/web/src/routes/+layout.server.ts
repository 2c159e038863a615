import type { LayoutServerLoad } from './$types';

/** When the page was made: what a citation of it freezes, where the reader has not rewound it. */
export const load: LayoutServerLoad = ({ url }) => ({
  // Reading the address makes each page anew tell its own moment.
  madeAt: url.href && new Date().toISOString(),
});
