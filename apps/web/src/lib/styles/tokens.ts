/** A custom property with its value in either theme; those without a dark one of their own have the same in both. */
export interface Token {
  name: string;
  light: string;
  dark: string;
}

const DECLARATION = /--([\w-]+):\s*([^;]+);/g;

/** Reads the tokens out of their style sheet, in its order; what print changes is left out. */
export function tokensOf(css: string): Token[] {
  const [light = '', dark = ''] = css.split('@media');
  const darkened = declarationsOf(dark);
  return [...declarationsOf(light)].map(([name, value]) => ({
    name,
    light: value,
    dark: darkened.get(name) ?? value,
  }));
}

function declarationsOf(css: string): Map<string, string> {
  return new Map([...css.matchAll(DECLARATION)].map(([, name, value]) => [name!, value!]));
}

/** WCAG's contrast of two colours written as hex, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter! + 0.05) / (darker! + 0.05);
}

function luminance(hex: string): number {
  const digits =
    hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1);
  const [red, green, blue] = [0, 2, 4].map((at) => {
    const share = parseInt(digits.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
