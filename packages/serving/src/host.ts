import { isIPv6 } from 'node:net';

/** `uri-host [ ":" port ]` of RFC 9110, without what only a URL may have before or after it. */
const HOST = /^(?:\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]+)(?::\d{0,5})?$/i;

/** Whether a Host header names a host. */
export function isHost(text: string): boolean {
  return HOST.test(text) && URL.canParse(`http://${text}`);
}

/** Names for "every address of this machine", which no client can call. */
const ANY_ADDRESS = ['0.0.0.0', '::', '[::]'];

/**
 * The origin of a server that nobody has configured one for: the name it listens on, or the address that the
 * connection came to. A client's Host header has no part in it: what is made of it may be kept by a cache and given to others.
 */
export function listeningOrigin(
  { host, port }: { host: string; port: number },
  {
    localAddress,
    localPort,
  }: { localAddress?: string | undefined; localPort?: number | undefined },
): string {
  const name = ANY_ADDRESS.includes(host) ? (localAddress ?? 'localhost') : host;
  const plain = name.replace(/^::ffff:(?=[\d.]+$)/i, '');
  return new URL(`http://${isIPv6(plain) ? `[${plain}]` : plain}:${localPort ?? port}`).origin;
}
