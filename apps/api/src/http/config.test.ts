import { describe, expect, test } from 'vitest';
import { ConfigInvalid, readConfig } from '../config.ts';

test('without a word the API is open to read, limited by address, and trusts its own machine', () => {
  expect(readConfig({}).http).toMatchObject({
    maxBodyBytes: 262_144,
    rateLimit: 600,
    trustedClients: ['loopback'],
    trustProxy: [],
    corsOrigins: '*',
    compressFromBytes: 1_024,
    cacheSeconds: 60,
    stopSeconds: 8,
  });
});

describe('what can be set', () => {
  test.each([
    [
      'CASUS_TRUSTED_CLIENTS',
      '10.1.0.0/16, 192.0.2.5,fd00::/8, loopback',
      'trustedClients',
      ['10.1.0.0/16', '192.0.2.5', 'fd00::/8', 'loopback'],
    ],
    ['CASUS_TRUSTED_CLIENTS', 'none', 'trustedClients', []],
    ['CASUS_TRUST_PROXY', 'uniquelocal', 'trustProxy', ['uniquelocal']],
    [
      'CASUS_CORS_ORIGINS',
      'https://example.org,http://localhost:3000',
      'corsOrigins',
      ['https://example.org', 'http://localhost:3000'],
    ],
    ['CASUS_CORS_ORIGINS', 'none', 'corsOrigins', []],
    ['CASUS_RATE_LIMIT', '0', 'rateLimit', 0],
  ])('%s=%s', (variable, text, name, value) => {
    expect(readConfig({ [variable]: text }).http).toHaveProperty(name, value);
  });

  test.each([
    ['CASUS_TRUSTED_CLIENTS', 'everyone'],
    ['CASUS_TRUSTED_CLIENTS', '10.0.0.0/33'],
    ['CASUS_TRUSTED_CLIENTS', '10.0.0.0/8/8'],
    ['CASUS_TRUST_PROXY', 'true'],
    ['CASUS_CORS_ORIGINS', 'example.org'],
    ['CASUS_CORS_ORIGINS', 'https://example.org/path'],
    ['CASUS_RATE_LIMIT', '-1'],
    ['CASUS_MAX_BODY_BYTES', '10'],
    ['CASUS_CACHE_SECONDS', '1.5'],
    ['CASUS_STOP_SECONDS', '0'],
    ['CASUS_POOL_SIZE', '1'],
    ['CASUS_POOL_SIZE', 'ten'],
  ])('and not %s=%s', (variable, text) => {
    expect(() => readConfig({ [variable]: text })).toThrow(ConfigInvalid);
    expect(() => readConfig({ [variable]: text })).toThrow(`${variable} must be`);
  });
});

test('downloads leave connections to others, on a server', () => {
  const set = { CASUS_POOL_SIZE: '4', CASUS_DOWNLOADS_AT_ONCE: '4' };
  expect(readConfig(set).poolSize).toBe(4);
  expect(() => readConfig({ ...set, DATABASE_URL: 'postgres://localhost/casus' })).toThrow(
    'CASUS_DOWNLOADS_AT_ONCE must be less than CASUS_POOL_SIZE',
  );
});
