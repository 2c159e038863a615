/** The name under which the server tells when it made a page, in the header `Server-Timing`. */
export const MADE_AT = 'made';

/**
 * When the server made the page that the browser opened, ISO 8601, by the server's clock. It is not in the
 * page itself, which would else never be the same twice. Where a browser does not tell, its own clock does.
 */
export function documentMadeAt(): string {
  const [opened] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const header = opened?.serverTiming?.find(({ name }) => name === MADE_AT)?.description;
  return header || new Date(performance.timeOrigin).toISOString();
}

/** From when on a page is read, by the server's clock: on the server now. `madeAt`: as `load` of the layout tells it. */
export function readFrom(madeAt: string | null): string {
  if (typeof document === 'undefined') return new Date().toISOString();
  return madeAt ?? documentMadeAt();
}
