import type { Entry } from '../entry.ts';
import type { Held, LookUp } from '../look-up.ts';
import { quoted } from './cells.ts';
import type { Column } from './columns.ts';
import { actorKey } from './keys.ts';
import type { ClaimLine } from './line.ts';

const SUBJECTS = { event: 'events', conflict: 'conflicts', place: 'places' } as const;
type Subject = keyof typeof SUBJECTS;

/** What the lines of a part of a sheet refer to, as the database has it. */
export interface References {
  /** Null where nothing has the name; the problem is noted. */
  subject(kind: Subject, name: string, problems: string[]): Held | null;
  /** With the entry to write, for one that only sheets know. */
  actor(column: Column, name: string, problems: string[]): Held & { entry: Entry | null };
}

export async function readReferences(
  lines: readonly ClaimLine[],
  lookUp: LookUp,
): Promise<References> {
  const subjects = {} as Record<Subject, ReadonlyMap<string, Held>>;
  for (const kind of Object.keys(SUBJECTS) as Subject[]) {
    const names = lines.flatMap((line) => (line[kind] ? [nameIn(line[kind], kind)] : []));
    subjects[kind] = await lookUp.named(kind, [...new Set(names)]);
  }
  const actors = [
    ...new Set(
      lines.flatMap(({ claimant, through, publisher, party }) =>
        [claimant, ...through, publisher, party].flatMap((name) => name ?? []),
      ),
    ),
  ];
  const named = await lookUp.named(
    'actor',
    actors.map((name) => nameIn(name, 'actor')),
  );
  const called = await lookUp.actorsCalled(actors);
  return {
    subject(kind, name, problems) {
      const found = subjects[kind].get(nameIn(name, kind));
      if (found) return found;
      problems.push(
        `column “${kind}”: nothing here is called ${quoted(name)}; open the ${kind} on the site and copy the end of its address, after /${SUBJECTS[kind]}/`,
      );
      return null;
    },
    actor(column, name, problems) {
      const namesakes = called.get(name.toLowerCase()) ?? [];
      const found =
        named.get(nameIn(name, 'actor')) ??
        namesakes.find(({ slug }) => slug !== null) ??
        (namesakes.length === 1 ? namesakes[0] : undefined);
      if (found) return { ...found, entry: null };
      if (namesakes.length > 1) {
        const keys = namesakes.slice(0, 5).map(({ key }) => key);
        problems.push(
          `column “${column}”: ${quoted(name)} is the name of several actors; write which: ${keys.join(', ')}`,
        );
      }
      const own = { key: actorKey(name), name };
      return {
        ...own,
        slug: null,
        entry: { entity: 'actor', row: { ...own, kind: 'UNCLASSIFIED' } },
      };
    },
  };
}

/**
 * What a cell calls something: a slug or key as it stands, the end of a page's address, or what an id
 * of the API says.
 */
function nameIn(text: string, kind: Subject | 'actor'): string {
  const [, end] = new RegExp(`/${kind}s/([^?#]+)`).exec(text) ?? [];
  if (end !== undefined) return decoded(end);
  const id = Buffer.from(text, 'base64').toString();
  const type = `${kind[0]!.toUpperCase()}${kind.slice(1)}:`;
  return id.startsWith(type) && Buffer.from(id).toString('base64') === text
    ? id.slice(type.length)
    : text;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
