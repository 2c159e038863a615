import type { Component } from 'svelte';

/** A part of a page that shows and never listens; its `Props` all come from the page. */
export interface Part<Props extends Record<string, unknown>> {
  /** What draws it; in a browser nothing does before it is loaded. */
  component: Component<Props> | null;
  load: () => Promise<Component<Props>>;
  /** The part as HTML, by a server; a browser keeps what the server wrote. */
  html: (props: Props, how: { context: Map<unknown, unknown>; idPrefix: string }) => string;
}

/** Stands for what the server wrote: Svelte looks for HTML on a page only where some was meant. */
const AS_WRITTEN = ' ';

const render = import.meta.env.SSR ? (await import('svelte/server')).render : null;

let alive = false;

/** Tells that the document's first page has come alive, and further ones are drawn here. */
export function cameAlive(): void {
  alive = true;
}

/** Whether a part that appears now was written by the server, or is new to the document. */
export function isAsWritten(): boolean {
  return !alive;
}

/**
 * What a page need not load as script while it stands as it came. On a server, and on a page that is
 * drawn in the browser, it is there at once.
 */
export async function part<Props extends Record<string, unknown>>(
  source: () => Promise<{ default: Component<Props> }>,
): Promise<Part<Props>> {
  const made: Part<Props> = {
    component: null,
    load: async () => (made.component ??= (await source()).default),
    html: (props, how) => {
      if (!render || !made.component) return AS_WRITTEN;
      const { body } = render(made.component as Component, { props, ...how });
      // One element, so that what Svelte's own comments divide stays in one piece.
      return `<div style="display: contents">${body}</div>`;
    },
  };
  if (render || alive) await made.load();
  return made;
}
