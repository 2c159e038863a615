/** What is written and read: registers by name, each with versions that its one writer counts up. */
export type Versions = Readonly<Record<string, number>>;

/** A write that was acknowledged: it has to be there for ever. */
export interface Write {
  is: 'write';
  client: number;
  register: string;
  version: number;
  /** What the record had got to once it was acknowledged. */
  position: string;
}

/** A read that was answered. */
export interface Read {
  is: 'read';
  client: number;
  /** The position that was asked from; null for none. */
  atLeast: string | null;
  /** The position that the answer stated. */
  position: string;
  versions: Versions;
}

/** In the order in which they were acknowledged or answered; those of one client follow each other. */
export type History = readonly (Write | Read)[];

/** What no history may have, in a line. */
export interface Violation {
  kind: 'went back' | 'earlier than asked' | 'write lost';
  detail: string;
}

/**
 * Looks for what a reader must never see: a register that goes back for one client, an answer that is older than the
 * position that was asked from, and, in what is there at the end, an acknowledged write that is not.
 */
export function violationsIn(history: History, atTheEnd: Versions): Violation[] {
  return [...wentBack(history), ...earlierThanAsked(history), ...lost(history, atTheEnd)];
}

function* wentBack(history: History): Generator<Violation> {
  const seen = new Map<number, Map<string, { version: number; position: string }>>();
  for (const operation of history) {
    const { client, position } = operation;
    const known = seen.get(client) ?? new Map<string, { version: number; position: string }>();
    seen.set(client, known);
    const versions =
      operation.is === 'read' ? operation.versions : { [operation.register]: operation.version };
    for (const [register, version] of Object.entries(versions)) {
      const before = known.get(register);
      if (before && version < before.version) {
        yield {
          kind: 'went back',
          detail: `client ${client} had ${register} ${before.version} at ${before.position} and then ${version} at ${position}`,
        };
      } else {
        known.set(register, { version, position });
      }
    }
  }
}

/** Whatever had been seen or acknowledged up to a position, by anyone, is in each answer asked from there on. */
function* earlierThanAsked(history: History): Generator<Violation> {
  const stated = history.toSorted((one, other) => (one.position < other.position ? -1 : 1));
  const asked = history
    .filter(
      (each): each is Read & { atLeast: string } => each.is === 'read' && each.atLeast !== null,
    )
    .toSorted((one, other) => (one.atLeast < other.atLeast ? -1 : 1));
  const least = new Map<string, number>();
  let next = 0;
  for (const { client, atLeast, versions } of asked) {
    for (; next < stated.length && stated[next]!.position <= atLeast; next += 1) {
      const each = stated[next]!;
      const entries =
        each.is === 'read'
          ? Object.entries(each.versions)
          : [[each.register, each.version] as const];
      for (const [register, version] of entries) {
        least.set(register, Math.max(version, least.get(register) ?? 0));
      }
    }
    for (const [register, version] of Object.entries(versions)) {
      const wanted = least.get(register) ?? 0;
      if (version < wanted) {
        yield {
          kind: 'earlier than asked',
          detail: `client ${client} asked from ${atLeast}, where ${register} was ${wanted}, and was told ${version}`,
        };
      }
    }
  }
}

function* lost(history: History, atTheEnd: Versions): Generator<Violation> {
  const acknowledged = new Map<string, number>();
  for (const operation of history) {
    if (operation.is !== 'write') continue;
    const before = acknowledged.get(operation.register) ?? 0;
    acknowledged.set(operation.register, Math.max(before, operation.version));
  }
  for (const [register, version] of acknowledged) {
    const there = atTheEnd[register] ?? 0;
    if (there < version) {
      yield {
        kind: 'write lost',
        detail: `${register} ${version} was acknowledged, and ${there} is there`,
      };
    }
  }
}
