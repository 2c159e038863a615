import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { casusError } from './errors.ts';

const PAGE = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
const PUBLISHED = [...PAGE.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code]) => code!);

test.each(PUBLISHED)('%s is known', (code) => {
  const error = casusError({ message: 'x', extensions: { code } }, undefined);
  expect(error).toEqual({ code, message: 'x', path: undefined });
});

test('a code of a later server is one that is not known', () => {
  const error = casusError({ message: 'x', extensions: { code: 'LATER' } }, undefined);
  expect(error).toEqual({ code: 'UNKNOWN', sent: 'LATER', message: 'x', path: undefined });
});

test('what is refused for the moment says for how long', () => {
  expect(
    casusError({ message: 'x', extensions: { code: 'RATE_LIMITED', limitedBy: 'cost' } }, 7),
  ).toEqual({
    code: 'RATE_LIMITED',
    limitedBy: 'cost',
    retryAfterSeconds: 7,
    message: 'x',
    path: undefined,
  });
});
