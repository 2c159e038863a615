import type { Path, SourceFile } from './source-file.ts';
import type { RecordProblem } from './record-invalid.ts';

export const ENTITY_KINDS = [
  'actor',
  'place',
  'dataset',
  'conflict',
  'dyad',
  'event',
  'report',
  'claim',
  'agreement',
] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

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

const SHARED: readonly EntityKind[] = ['actor', 'place', 'dataset', 'conflict'];

/** Every id of the record, what it stands for, and what was found wrong with the ids themselves. */
export function createDirectory(problems: RecordProblem[]) {
  const byKind = new Map<EntityKind, Map<string, Declared>>(
    ENTITY_KINDS.map((kind) => [kind, new Map()]),
  );
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
      if (!byKind.get(kind)!.has(name)) byKind.get(kind)!.set(name, { key, slug });
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
        const found = byKind.get(target)!.get(nameIn(target, reference));
        if (!found) problem(`there is no ${target} “${reference}”: ${advice(target)}`, ...within);
        return found?.key ?? '';
      };
      const self = byKind.get(kind)!.get(nameIn(kind, value.id))!;
      return {
        own: self.key,
        slug: self.slug,
        conflict: byKind.get('conflict')!.get(prefix)?.key ?? null,
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
