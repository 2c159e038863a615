/** What clients were answered in, and what not. */
export interface Tally {
  answered: number;
  /** How often each way of not being answered occurred. */
  failed: Record<string, number>;
  /** Seconds of the clock in which nothing was answered. */
  secondsWithout: number;
  /** The longest time without an answer, in seconds. */
  longestWithout: number;
}

export interface Tallying {
  /** @param code null where it was answered */
  count(code: string | null): void;
  result(): Tally;
}

export function startTally(now: () => number = () => performance.now()): Tallying {
  const began = now();
  const failed = new Map<string, number>();
  const seconds = new Set<number>();
  let answered = 0;
  let last = began;
  let longest = 0;
  return {
    count: (code) => {
      if (code !== null) return void failed.set(code, (failed.get(code) ?? 0) + 1);
      const at = now();
      answered += 1;
      seconds.add(Math.floor((at - began) / 1_000));
      longest = Math.max(longest, at - last);
      last = at;
    },
    result: () => {
      const all = Math.floor((now() - began) / 1_000);
      return {
        answered,
        failed: Object.fromEntries([...failed].toSorted(([, one], [, other]) => other - one)),
        secondsWithout: Math.max(0, all - seconds.size),
        longestWithout: Math.round(Math.max(longest, now() - last) / 100) / 10,
      };
    },
  };
}
