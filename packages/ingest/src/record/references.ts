import type { Entry } from '../entry.ts';
import type { Path, SourceFile } from './source-file.ts';
import type { RecordProblem } from './record-invalid.ts';

export type EntityKind = Entry['entity'];

/** An entity as its file has it. */
export interface Written<Value> {
  value: Value;
  /** The prefix of its folder; empty in the files that all folders share. */
  prefix: string;
  file: SourceFile;
  path: Path;
}

/** What one entity may ask while it becomes an entry. */
export interface References {
  /** The natural key of this entity itself. */
  own: string;
  /** The slug that it gives itself or has by rule. */
  slug: string;
  /** The natural key of the folder's conflict; null in shared files. */
  conflict: string | null;
  /** The natural key of what is referred to; a problem is noted where there is no such thing. */
  key: (kind: EntityKind, reference: string, ...path: PropertyKey[]) => string;
  /** As `key`, for a reference that may be left out. */
  optional: (
    kind: EntityKind,
    reference: string | undefined,
    ...path: PropertyKey[]
  ) => string | null;
  problem: (message: string, ...path: PropertyKey[]) => void;
}

interface Declared {
  key: string;
  slug: string;
}

/** What all folders share; anything else is of its folder alone. */
export const SHARED: readonly EntityKind[] = ['actor', 'place', 'dataset', 'conflict'];

/** Every id of the record, what it stands for, and what was found wrong with the ids themselves. */
export function createDirectory(problems: RecordProblem[]) {
  const declared = new Map<string, Declared>();
  const nameOf = (kind: EntityKind, name: string) => `${kind} ${name}`;
  const taken = new Map<string, RecordProblem>();

  /** Whether the name was still free; it is taken now. */
  function take(name: string, what: string, where: RecordProblem): boolean {
    const first = taken.get(name);
    if (!first) {
      taken.set(name, where);
      return true;
    }
    const at = `${first.file}:${first.line}`;
    problems.push({ ...where, message: `${what} is already taken at ${at}: choose another` });
    return false;
  }

  return {
    /** Makes an entity known, a broken one too: what refers to it is then not wrong as well. */
    declare(
      kind: EntityKind,
      { prefix, file, path, value }: Written<{ id: string }>,
      { key, slug }: { key: string; slug: string },
    ): void {
      const where = file.problem([...path, 'id'], '');
      const shared = SHARED.includes(kind);
      const name = shared ? value.id : `${prefix}/${value.id}`;
      // One set of ids for all that a folder holds: their natural keys share a prefix.
      const known = nameOf(kind, name);
      if (!declared.has(known)) declared.set(known, { key, slug });
      if (!take(shared ? `${kind} ${name}` : name, `the id “${value.id}”`, where)) return;
      take(`${kind} key ${key}`, `the natural key “${key}”`, where);
      take(`${kind} slug ${slug}`, `the slug “${slug}”`, where);
    },

    /** The references of one entity, resolved in its folder. */
    of(kind: EntityKind, { value, prefix, file, path }: Written<{ id: string }>): References {
      const nameIn = (target: EntityKind, reference: string) =>
        SHARED.includes(target) || reference.includes('/') ? reference : `${prefix}/${reference}`;
      const problem: References['problem'] = (message, ...within) => {
        problems.push(file.problem([...path, ...within], message));
      };
      const key: References['key'] = (target, reference, ...within) => {
        const found = declared.get(nameOf(target, nameIn(target, reference)));
        if (!found) problem(`there is no ${target} “${reference}”: ${advice(target)}`, ...within);
        return found?.key ?? '';
      };
      const self = declared.get(nameOf(kind, nameIn(kind, value.id)))!;
      return {
        own: self.key,
        slug: self.slug,
        conflict: declared.get(nameOf('conflict', prefix))?.key ?? null,
        key,
        optional: (target, reference, ...within) =>
          reference === undefined ? null : key(target, reference, ...within),
        problem,
      };
    },
  };
}

function advice(kind: EntityKind): string {
  if (kind === 'conflict') return 'write the prefix of a conflict that the record holds';
  if (SHARED.includes(kind)) return `add it to the shared ${kind}s or correct the id`;
  return `add it to this folder, correct the id, or write <prefix>/<id> for another folder’s`;
}
