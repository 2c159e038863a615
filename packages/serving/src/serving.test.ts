import { expect, test } from 'vitest';
import { BudgetSpent, minuteBudget } from './budget.ts';
import { clientOf } from './client.ts';
import { isHost, listeningOrigin } from './host.ts';
import { inNetworks } from './networks.ts';
import { createShares, ShareTaken } from './shares.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:0:1::1', '2001:db8:0:1::/64'],
  ['2001:db8:0:1:ffff:2:3:4', '2001:db8:0:1::/64'],
  ['2001:db8::', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('the client of %s is %s', (address, client) => {
  expect(clientOf(address)).toBe(client);
});

test.each([
  ['localhost', true],
  ['example.org:8080', true],
  ['[::1]:4000', true],
  ['xn--e1afmkfd.example', true],
  ['', false],
  ['a b', false],
  ['evil.example/path', false],
  ['user@evil.example', false],
  ['evil.example:99999', false],
  ['evil.example:x', false],
  ['[::1', false],
  ['%', false],
  ['a"><script>', false],
  ['evil.example#', false],
  ['evil.example?x', false],
])('as a Host header %j is one: %s', (text, expected) => {
  expect(isHost(text)).toBe(expected);
});

test.each([
  ['localhost', 'http://localhost:4000'],
  ['api.example', 'http://api.example:4000'],
  ['0.0.0.0', 'http://192.0.2.5:4000'],
  ['::1', 'http://[::1]:4000'],
])('a server that listens on %s is at %s', (host, expected) => {
  const socket = { localAddress: '::ffff:192.0.2.5', localPort: 4000 };
  expect(listeningOrigin({ host, port: 0 }, socket)).toBe(expected);
});

test('an address lies in a network or not', () => {
  const isIn = inNetworks(['loopback', '10.1.0.0/16', '2001:db8::/32']);
  const inside = ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.1.200.3', '2001:db8::7'];
  const outside = ['10.2.0.1', '192.0.2.1', '2001:db9::1', 'nonsense'];
  expect([...inside, ...outside].filter(isIn)).toEqual(inside);
});

test('what a minute gives is spent once, and a refusal costs nothing', async () => {
  const budget = minuteBudget(100);
  expect(await budget.take('a', 70)).toEqual({ limit: 100, remaining: 30, resetSeconds: 60 });
  await expect(budget.take('a', 31)).rejects.toThrow(BudgetSpent);
  expect(await budget.take('a', 30)).toMatchObject({ remaining: 0 });
  await expect(budget.take('a', 1)).rejects.toMatchObject({ left: { remaining: 0 } });
  expect(await budget.take('b', 100)).toMatchObject({ remaining: 0 });
});

test('one client has a share, all together have the whole, and what is given back can be had again', () => {
  const take = createShares({ total: 3, perClient: 2 });
  const first = take('a');
  take('a');
  expect(() => take('a')).toThrow(expect.objectContaining({ of: 'client', limit: 2 }));
  take('b');
  expect(() => take('c')).toThrow(ShareTaken);
  first();
  first();
  expect(() => take(null)).not.toThrow();
  expect(() => take('c')).toThrow(expect.objectContaining({ of: 'all', limit: 3 }));
});
