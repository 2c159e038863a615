import { expect, test } from 'vitest';
import { anchorOf, guideOf } from './markdown.ts';

const TEXT = `# A guide

See [errors](errors.md#limits) and [the code](../src/a.ts).

## How \`asOf\` works

First **this**:

\`\`\`graphql
{ a }
\`\`\`

| a \`b\` | c |
| --- | --- |
| 1 | <2 |

### Why?

Because.
`;

const resolve = (href: string) => (href.startsWith('errors.md') ? `/docs/${href}` : null);

test('a file is laid out as its sections, of text and of code', () => {
  expect(guideOf(TEXT, resolve)).toEqual({
    title: 'A guide',
    opening: [
      {
        kind: 'prose',
        html: '<p>See <a href="/docs/errors.md#limits">errors</a> and the code.</p>\n',
      },
    ],
    sections: [
      {
        id: 'how-asof-works',
        title: 'How asOf works',
        blocks: [
          { kind: 'prose', html: '<p>First <strong>this</strong>:</p>\n' },
          { kind: 'code', code: '{ a }', language: 'graphql' },
          {
            kind: 'prose',
            html: '<div class="scroll" tabindex="0" role="region" aria-label="a b, c"><table><thead><tr><th>a <code>b</code></th><th>c</th></tr></thead><tbody><tr><td>1</td><td>&lt;2</td></tr></tbody></table></div><h3 id="why">Why?</h3><p>Because.</p>\n',
          },
        ],
      },
    ],
  });
});

test('anchors are those of GitHub', () => {
  expect(anchorOf('Who says `how many`, and when?')).toBe('who-says-how-many-and-when');
  expect(anchorOf('@casus/client')).toBe('casusclient');
});
