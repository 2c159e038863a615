/** The first place in which two answers differ, and what stands there in each. */
export function diff(expected: unknown, given: unknown, path = '$'): string {
  if (isObject(expected) && isObject(given)) {
    for (const name of new Set([...Object.keys(expected), ...Object.keys(given)])) {
      const found = diff(expected[name], given[name], `${path}.${name}`);
      if (found) return found;
    }
    return '';
  }
  if (Object.is(expected, given)) return '';
  return `at ${path}\n  expected ${JSON.stringify(expected)}\n  given    ${JSON.stringify(given)}`;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
