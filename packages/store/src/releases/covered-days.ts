/** Days, both inclusive. */
export interface Days {
  from: string;
  to: string;
}

const DAY = 86_400_000;
const shifted = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** The same days as few spans, in their order. */
export function united(spans: readonly Days[]): Days[] {
  const all: Days[] = [];
  for (const span of [...spans].sort((one, other) => (one.from < other.from ? -1 : 1))) {
    const last = all.at(-1);
    if (last && span.from <= shifted(last.to, 1)) {
      if (span.to > last.to) all[all.length - 1] = { from: last.from, to: span.to };
    } else all.push(span);
  }
  return all;
}

/** The days of both. */
export function shared(ones: readonly Days[], others: readonly Days[]): Days[] {
  return united(
    ones.flatMap((one) =>
      others.flatMap((other) => {
        const from = one.from > other.from ? one.from : other.from;
        const to = one.to < other.to ? one.to : other.to;
        return from <= to ? [{ from, to }] : [];
      }),
    ),
  );
}

/** The days of the first that the others do not have. */
export function without(ones: readonly Days[], others: readonly Days[]): Days[] {
  return others.reduce<Days[]>(
    (left, { from, to }) =>
      left.flatMap((span) => {
        if (to < span.from || from > span.to) return [span];
        return [
          ...(span.from < from ? [{ from: span.from, to: shifted(from, -1) }] : []),
          ...(span.to > to ? [{ from: shifted(to, 1), to: span.to }] : []),
        ];
      }),
    united(ones),
  );
}
