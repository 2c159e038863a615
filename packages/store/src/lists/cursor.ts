/** What a cursor's sort value must look like; anything else would be PostgreSQL's error, not ours. */
export type CursorValue = 'instant' | 'date' | 'text' | 'number';

const SHAPES: Record<CursorValue, RegExp> = {
  instant: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?\+00$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  text: /^[^\0]*$/,
  number: /^-?\d{1,9}$/,
};

/** The cursor is not one this list gave out in this order. */
export class CursorRefused extends Error {
  override name = 'CursorRefused';

  constructor() {
    super(
      'The cursor is not one of this list in this order. Take it from pageInfo or an edge of the same field, with the same orderBy.',
    );
  }
}

/** Holds no row number and no time of day, so it stays right while rows arrive. */
export function encodeCursor(order: string, value: string, key: string): string {
  return Buffer.from(JSON.stringify([order, value, key])).toString('base64url');
}

/** @throws CursorRefused */
export function decodeCursor(cursor: string, order: string, shape: CursorValue): [string, string] {
  const parsed = parse(cursor);
  if (!Array.isArray(parsed) || parsed.length !== 3) throw new CursorRefused();
  const [name, value, key] = parsed as unknown[];
  const sound =
    name === order &&
    typeof value === 'string' &&
    SHAPES[shape].test(value) &&
    typeof key === 'string' &&
    SHAPES.text.test(key);
  if (!sound || !isDay(value, shape)) throw new CursorRefused();
  return [value, key];
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}

/** 30 February has the shape of a date and is none; JavaScript reads it as 2 March. */
function isDay(value: string, shape: CursorValue): boolean {
  if (shape !== 'instant' && shape !== 'date') return true;
  const written = value.replace(' ', 'T').replace(/\+00$/, 'Z');
  const time = new Date(written);
  if (Number.isNaN(time.getTime()) || value.startsWith('0000')) return false;
  return time.toISOString().slice(0, 10) === value.slice(0, 10);
}
