import { expect, test } from 'vitest';
import { firstSentence, paragraphsOf, spansOf } from './marks.ts';

test('spansOf tells code, strong and links from plain text', () => {
  expect(spansOf('Try `conflict(slug: "a")`. **Cost.** See [it](https://example.org/x).')).toEqual([
    { style: 'plain', text: 'Try ' },
    { style: 'code', text: 'conflict(slug: "a")' },
    { style: 'plain', text: '. ' },
    { style: 'strong', text: 'Cost.' },
    { style: 'plain', text: ' See ' },
    { style: 'link', text: 'it', href: 'https://example.org/x' },
    { style: 'plain', text: '.' },
  ]);
});

test.each(['a ` b', '<b>bold</b>', '[x](javascript:alert(1))', '2 * 3 ** 4'])(
  '%j stays as it is written',
  (text) => {
    expect(spansOf(text)).toEqual([{ style: 'plain', text }]);
  },
);

test.each([
  ['Who it is, in short. More of it.', 'Who it is, in short.'],
  ['As in `a. b` and 1.5 of them. More.', 'As in `a. b` and 1.5 of them.'],
  ['Without an end', 'Without an end'],
  ['First\n\nSecond. Third.', 'First'],
])('the first sentence of %j', (text, expected) => {
  expect(firstSentence(text)).toBe(expected);
});

test('paragraphsOf leaves out empty ones', () => {
  expect(paragraphsOf('a\n\n\n b\nc\n\n')).toEqual(['a', 'b\nc']);
});
