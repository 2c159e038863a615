import proxyAddr from '@fastify/proxy-addr';
import { isIP } from 'node:net';

const NAMES = ['loopback', 'linklocal', 'uniquelocal'];

/** "10.1.0.0/16, loopback" as a list; "none" is an empty one. */
export function networkList(text: string): string[] {
  if (text.trim() === 'none') return [];
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

/** Whether it is an address, a network in CIDR notation, or a name of one: loopback, linklocal, uniquelocal. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  if (NAMES.includes(text)) return true;
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)]!;
  if (bits === undefined) return longest > 0;
  return more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= longest;
}

/** Whether an address lies in one of the networks; an IPv4 address that is written as IPv6 counts as IPv4. */
export function inNetworks(networks: readonly string[]): (address: string) => boolean {
  if (networks.length === 0) return () => false;
  const matches = proxyAddr.compile([...networks]);
  return (address) => isIP(address) > 0 && matches(address, 0);
}
