import { expect, test } from 'vitest';
import { errorTables } from './errors.ts';

test('errorTables reads each table with its heading, with a status or without', () => {
  const markdown = `# Errors

## In GraphQL

| code      | what is wrong | what to do |
| --------- | ------------- | ---------- |
| \`TIMEOUT\` | too slow      | ask less   |

## Before GraphQL

| code          | status | what is wrong | what to do  |
| ------------- | ------ | ------------- | ----------- |
| \`BAD_REQUEST\` | 400    | no JSON       | send \`{}\` |
`;
  expect(errorTables(markdown)).toEqual([
    {
      title: 'In GraphQL',
      codes: [{ code: 'TIMEOUT', status: null, wrong: 'too slow', remedy: 'ask less' }],
    },
    {
      title: 'Before GraphQL',
      codes: [{ code: 'BAD_REQUEST', status: '400', wrong: 'no JSON', remedy: 'send `{}`' }],
    },
  ]);
});
