type Fetch = typeof globalThis.fetch;

/** Longer addresses are refused by some of what is between a client and a server. */
const LONGEST_ADDRESS = 4_000;

/** The identifiers of documents. Clients that share it remember together which a server does not know. */
export interface DocumentIds {
  /** `sha256:…`; null for a document that the server at the address is to be sent as text. */
  of(text: string, url: string): Promise<string> | null;
  /** The server has documents of another version, or the document is somebody’s own. */
  isUnknown(text: string, url: string): void;
}

export function createDocumentIds(): DocumentIds {
  const ids = new Map<string, Promise<string>>();
  const unknown = new Set<string>();
  return {
    of: (text, url) => {
      if (unknown.has(`${url} ${text}`)) return null;
      const id = ids.get(text) ?? sha256(text);
      ids.set(text, id);
      return id;
    },
    isUnknown: (text, url) => void unknown.add(`${url} ${text}`),
  };
}

async function sha256(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const digits = Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0'));
  return `sha256:${digits.join('')}`;
}

/**
 * Asks one question by `GET ?documentId=sha256:…`, which caches on the way may answer. What the server does not know,
 * and what would make too long an address, is sent as it came.
 */
export function byHash(
  fetch: Fetch,
  documentIds: DocumentIds,
  text: string,
  variables: Record<string, unknown>,
): Fetch {
  return async (input, init) => {
    const url = String(input);
    const id = await documentIds.of(text, url);
    if (!id) return fetch(input, init);
    const address = new URL(url);
    address.searchParams.set('documentId', id);
    address.searchParams.set('variables', JSON.stringify(variables));
    if (address.href.length > LONGEST_ADDRESS) return fetch(input, init);
    const headers = new Headers(init?.headers);
    headers.delete('content-type');
    const response = await fetch(address, { ...init, headers, method: 'GET', body: null });
    const isRefused = response.headers.get('cache-control') === 'no-store';
    if (!isRefused || !(await response.clone().text()).includes(NOT_FOUND)) return response;
    documentIds.isUnknown(text, url);
    return fetch(input, init);
  };
}

const NOT_FOUND = '"PERSISTED_DOCUMENT_NOT_FOUND"';
