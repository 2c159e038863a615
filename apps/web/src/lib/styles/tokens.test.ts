import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contrast, tokensOf } from './tokens.ts';

const tokens = tokensOf(readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8'));
const value = (name: string, theme: 'light' | 'dark') =>
  tokens.find((token) => token.name === name)![theme];

test('tokensOf reads both themes and nothing of print', () => {
  const css =
    ':root { --a: #fff; --b: 1px; } @media (prefers-color-scheme: dark) { :root { --a: #000; } } @media print { :root { --a: #111; } }';
  expect(tokensOf(css)).toEqual([
    { name: 'a', light: '#fff', dark: '#000' },
    { name: 'b', light: '1px', dark: '1px' },
  ]);
});

test('contrast is WCAG’s', () => {
  expect(contrast('#fff', '#000')).toBe(21);
  expect(contrast('#777777', '#fff')).toBeCloseTo(4.478, 3);
});

const THEMES = ['light', 'dark'] as const;

test.each(
  THEMES.flatMap((theme) =>
    ['ink', 'soft', 'accent', 'link'].flatMap((text) =>
      ['paper', 'wash'].map((ground) => ({ theme, text, ground })),
    ),
  ),
)('$text on $ground can be read, $theme', ({ theme, text, ground }) => {
  expect(contrast(value(text, theme), value(ground, theme))).toBeGreaterThanOrEqual(4.5);
});

test.each(THEMES)(
  'each step of quantity is farther from paper than the one before, %s',
  (theme) => {
    const steps = [1, 2, 3, 4, 5, 6].map((step) =>
      contrast(value(`quantity-${step}`, theme), value('paper', theme)),
    );
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(Math.min(...steps.slice(1).map((step, index) => step / steps[index]!))).toBeGreaterThan(
      1.25,
    );
  },
);

test.each(
  THEMES.flatMap((theme) => ['party-a', 'party-b', 'neutral'].map((mark) => ({ theme, mark }))),
)('the mark $mark is seen on paper, $theme', ({ theme, mark }) => {
  expect(contrast(value(mark, theme), value('paper', theme))).toBeGreaterThanOrEqual(3);
});
