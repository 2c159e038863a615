import { withoutControls } from '../language/bidi.ts';
import { COLOURS, type Mark, type Picture } from './marks.ts';

const FAMILY = {
  serif: "Newsreader, Georgia, 'Times New Roman', serif",
  sans: "Inter, 'Helvetica Neue', Arial, sans-serif",
};

/** A picture as a file of its own: it loads nothing, and its letters are those of whoever opens it. */
export function svgOf({ width, height, title, marks }: Picture): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" fill="${COLOURS.paper}"/>
${marks.map(elementOf).join('\n')}
</svg>
`;
}

function elementOf(mark: Mark): string {
  switch (mark.type) {
    case 'text':
      return `<text x="${mark.x}" y="${mark.y}" font-family="${FAMILY[mark.family]}" font-size="${mark.size}" font-weight="${mark.weight}" fill="${mark.fill}" text-anchor="${mark.anchor}">${escaped(mark.text)}</text>`;
    case 'rect':
      return `<rect x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}" fill="${mark.fill}"/>`;
    case 'circle':
      return `<circle cx="${mark.x}" cy="${mark.y}" r="${mark.radius}" fill="${mark.fill}"/>`;
  }
}

/** Characters that no XML may hold are left out. */
const escaped = (text: string) =>
  withoutControls(text)
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
