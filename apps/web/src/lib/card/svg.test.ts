import { expect, test } from 'vitest';
import { svgOf } from './svg.ts';

test('text of the record stays text, and orders no direction', () => {
  const svg = svgOf({
    width: 10,
    height: 10,
    title: 'a & b',
    marks: [
      {
        type: 'text',
        x: 1,
        y: 2,
        text: '<script>\u202Ealert("1")\u0007</script>',
        size: 12,
        weight: 400,
        family: 'sans',
        fill: '#000',
        anchor: 'start',
      },
    ],
  });
  expect(svg).toContain('<title>a &amp; b</title>');
  expect(svg).toContain('>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</text>');
});
