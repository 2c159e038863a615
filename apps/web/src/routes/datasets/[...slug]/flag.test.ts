import { expect, test } from 'vitest';
import { flagOf } from './flag.ts';

const asked = (query: string) => flagOf(new URL(`http://x/${query}`));

test('a flag is one of the API’s, or none', () => {
  expect([asked(''), asked('?flag='), asked('?flag=SOURCES_UNREADABLE')]).toEqual([
    null,
    null,
    'SOURCES_UNREADABLE',
  ]);
});

test.each(['?flag=ODD', '?flag=toString'])('%s is refused, and told which there are', (query) => {
  expect(() => asked(query)).toThrow(
    expect.objectContaining({
      status: 400,
      body: expect.objectContaining({
        message: expect.stringContaining('ENDS_AFTER_DATASET_YEAR'),
      }),
    }),
  );
});
