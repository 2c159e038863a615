import type { FastifyRequest } from 'fastify';
import { BlockList, isIP } from 'node:net';

/** What the names stand for, as they do in a proxy's configuration. */
const NAMED: Record<string, string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/**
 * Whether a request comes from a client that is not limited, such as the site's own server, which asks for all its
 * readers from one address.
 */
export function trustedClients(networks: readonly string[]): (request: FastifyRequest) => boolean {
  const trusted = new BlockList();
  for (const network of networks.flatMap((name) => NAMED[name] ?? name)) {
    const [address = '', bits] = network.split('/');
    const family = familyOf(address);
    trusted.addSubnet(address, Number(bits ?? (family === 'ipv4' ? 32 : 128)), family);
  }
  return (request) =>
    !isForwardedUnbelieved(request) && trusted.check(request.ip, familyOf(request.ip));
}

/**
 * A proxy on this machine that CASUS_TRUST_PROXY does not name would make the whole world look like this machine. Its
 * requests say that they are forwarded.
 */
function isForwardedUnbelieved({ headers, ip, socket }: FastifyRequest): boolean {
  const forwarded = headers['x-forwarded-for'] ?? headers['forwarded'];
  return forwarded !== undefined && ip === socket.remoteAddress;
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
