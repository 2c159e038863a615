import { hydrate, type Component } from 'svelte';

/** A component that is hydrated late or never; its `Props` all come from the page. */
export interface LazyComponent<Props extends Record<string, unknown>> {
  /** The component itself; null in a browser until it is loaded. */
  component: Component<Props> | null;
  load: () => Promise<Component<Props>>;
  /** Its HTML, on a server; a browser keeps what the server sent. */
  html: (props: Props, options: { context: Map<unknown, unknown>; idPrefix: string }) => string;
}

/** Stands for the server's HTML: Svelte keeps what is on the page only where some was meant. */
const KEEP_SERVER_HTML = ' ';

const render = import.meta.env.SSR ? (await import('svelte/server')).render : null;

let hydrated = false;

/** Tells that the document's first page is hydrated, and further ones are rendered in the browser. */
export function markHydrated(): void {
  hydrated = true;
}

/** While a component is hydrated where it stands, what is in it was rendered by the server, too. */
let isHydratingInPlace = false;

/** Whether a component that appears now was rendered by the server, or is new to the document. */
export function isServerRendered(): boolean {
  return !hydrated || isHydratingInPlace;
}

/**
 * Makes the server's HTML of a component come alive where it stands: what is unfolded or has the focus stays so.
 * `props` may change later. Gives what `unmount` takes.
 */
export function hydrateInPlace<Props extends Record<string, unknown>>(
  component: Component<Props>,
  target: Element,
  props: () => Props,
  context: Map<unknown, unknown>,
): Record<string, unknown> {
  const current = Object.fromEntries(
    Object.keys(props()).map((name) => [name, { enumerable: true, get: () => props()[name] }]),
  );
  isHydratingInPlace = true;
  try {
    return hydrate(component as Component, {
      target,
      props: Object.defineProperties({}, current),
      context,
    });
  } finally {
    isHydratingInPlace = false;
  }
}

/**
 * A component whose script a page need not load while it stands as the server sent it. On a server, and on
 * a page that is rendered in the browser, it is loaded at once.
 */
export async function lazy<Props extends Record<string, unknown>>(
  source: () => Promise<{ default: Component<Props> }>,
): Promise<LazyComponent<Props>> {
  const made: LazyComponent<Props> = {
    component: null,
    load: async () => (made.component ??= (await source()).default),
    html: (props, options) => {
      if (!render || !made.component) return KEEP_SERVER_HTML;
      const { body } = render(made.component as Component, { props, ...options });
      // One element, so that what Svelte's own comments divide stays in one piece.
      return `<div style="display: contents" data-lazy="${options.idPrefix}">${body}</div>`;
    },
  };
  if (render || hydrated) await made.load();
  return made;
}
