import { expect, test } from 'vitest';
import { endsOf } from './ends.ts';

const asked = (query: string) => endsOf(new URL(`http://x/${query}`));

test('the address names two issues of releases', () => {
  expect(asked('?from=ucdp:ged@26.0.7,1&to=ucdp:ged@27.1')).toEqual({
    from: 'ucdp:ged@26.0.7',
    fromIssue: 1,
    to: 'ucdp:ged@27.1',
    toIssue: null,
  });
});

test('two issues of one release can be compared', () => {
  expect(asked('?from=x,1&to=x,2')).toMatchObject({ fromIssue: 1, toIssue: 2 });
});

test.each([
  ['', 'Two releases are needed'],
  ['?from=ucdp:ged@27.1', 'Two releases are needed'],
  ['?from=%20&to=x', 'Two releases are needed'],
  ['?from=x&to=x', '“x” is on both sides'],
])('%s is refused, with what to do', (query, words) => {
  expect(() => asked(query)).toThrow(
    expect.objectContaining({
      status: 400,
      body: expect.objectContaining({ message: expect.stringContaining(words) }),
    }),
  );
});
