// `app.html` marks a page that a reader comes to at its top as deferred; `base.css` leaves what is far
// below on such a page unlaid.

const PIECES = ':is([data-far], [data-far] article)';

/** How long the browser may be kept at a time: half a frame. */
const STEP_MS = 8;

/**
 * Lays out what is far below the top of a page just come to, a few pieces at a time, while the
 * browser has nothing else to do: at once it would take longer than all else that it does for the page.
 */
export function layOutWhenIdle(): void {
  if (!isDeferred()) return;
  const pieces = [...document.querySelectorAll<HTMLElement>(PIECES)];
  const step = () => {
    if (!isDeferred()) return;
    const until = performance.now() + STEP_MS;
    while (pieces.length > 0 && performance.now() < until) layOut(pieces.shift()!);
    if (pieces.length > 0) requestIdleCallback(step);
    else layOutNow();
  };
  requestIdleCallback(step);
}

/**
 * Lays out the rest at once: who leaves a page finds it as tall when they come back. What is read
 * stays in place meanwhile: the browser would see to it only in its next frame, when the place has
 * already been noted.
 */
export function layOutNow(): void {
  if (!isDeferred()) return;
  const read = [...document.querySelectorAll(PIECES)].findLast(
    (piece) => piece.checkVisibility({ contentVisibilityAuto: true }) && topOf(piece) <= 0,
  );
  const before = topOf(read);
  delete document.documentElement.dataset.layoutDeferred;
  const moved = topOf(read) - before;
  if (moved !== 0) scrollBy({ top: moved, behavior: 'instant' });
}

function topOf(piece: Element | undefined): number {
  return piece?.getBoundingClientRect().top ?? 0;
}

function isDeferred(): boolean {
  return 'layoutDeferred' in document.documentElement.dataset;
}

function layOut(piece: HTMLElement): void {
  piece.dataset.laidOut = '';
  topOf(piece);
}
