import type { z } from 'zod';

/**
 * A zod issue as one line that says what to write instead. Passed to each parse as its error map, so
 * that no message of zod's own, written for programmers, reaches a curator.
 */
export function explainIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return `is missing: add ${aKind(issue.expected)}`;
      return `is ${written(issue.input)}: write ${aKind(issue.expected)}`;
    case 'invalid_value':
      return issue.input === undefined
        ? `is missing: add one of ${issue.values.join(', ')}`
        : `${written(issue.input)} is not one of its words: write ${issue.values.join(', ')}`;
    case 'too_small':
      if (issue.origin === 'array') return `needs at least ${issue.minimum} entry: add it`;
      if (issue.origin === 'string') return 'is empty: write it or leave the field out';
      return `is ${written(issue.input)}: write a number no less than ${issue.minimum}`;
    case 'too_big':
      return `is ${written(issue.input)}: write a number no greater than ${issue.maximum}`;
    case 'invalid_format':
      if (issue.format === 'date') {
        return `${written(issue.input)} is not a day: write it like 2022-09-16`;
      }
      return `${written(issue.input)} is not of the form ${issue.pattern ?? issue.format}`;
    default:
      return undefined;
  }
}

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list (each entry on its own line after “- ”)',
  object: 'fields (one “name: value” a line)',
  record: 'fields (one “name: value” a line)',
};

const aKind = (expected: string) => KINDS[expected] ?? expected;

function written(value: unknown): string {
  if (typeof value === 'string') return `“${value}”`;
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'empty';
  return typeof value === 'object' ? 'a set of fields' : String(value);
}
