import { withoutControls } from '../language/bidi.ts';

const ESCAPED: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
};

/** Text that LaTeX sets as it stands: no character of it commands anything, and lines are joined. */
export function bibtexText(text: string): string {
  return withoutControls(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\~^{}$&#%_]/g, (character) => ESCAPED[character]!);
}
