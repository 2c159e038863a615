type Fetch = typeof globalThis.fetch;

const POSITION = 'x-casus-position';
const AT_LEAST = 'x-casus-at-least';

/** The latest position that was seen. Clients that share it are, together, never told anything older. */
export interface Positions {
  latest(): string | undefined;
  saw(position: string): void;
  /** The server does not know it: it is another record now, or one that was set back. */
  forget(): void;
}

export function createPositions(): Positions {
  let latest: string | undefined;
  return {
    latest: () => latest,
    saw: (position) => {
      // Of one installation, positions compare as texts.
      const isOlder = latest?.split('-')[0] === position.split('-')[0] && position < latest!;
      if (!isOlder) latest = position;
    },
    forget: () => {
      latest = undefined;
    },
  };
}

/** Asks for answers from the latest position on, whichever server of several gives them. */
export function neverBack(fetch: Fetch, positions: Positions): Fetch {
  return async function ask(input, init): Promise<Response> {
    const from = positions.latest();
    const headers = new Headers(init?.headers);
    if (from) headers.set(AT_LEAST, from);
    const response = await fetch(input, { ...init, headers });
    const position = response.headers.get(POSITION);
    if (position) positions.saw(position);
    if (position || !from || response.status !== 400) return response;
    if (!(await response.clone().text()).includes('"POSITION_REFUSED"')) return response;
    // Refused for that header, before anything was read: the record is not what it was.
    if (positions.latest() === from) positions.forget();
    return ask(input, init);
  };
}
