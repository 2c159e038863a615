import { currentPosition } from '@casus/store/history/position';
import type { Store } from '@casus/store/open';
import { sql } from 'drizzle-orm';
import { setTimeout as sleep } from 'node:timers/promises';
import { violationsIn, type Read, type Versions, type Violation, type Write } from './checker.ts';

/** What became of a question or a write; null where it was answered, else by what it failed. */
export interface Attempt {
  is: 'read' | 'write';
  code: string | null;
}

export interface ClientsOptions {
  /** Where they write. */
  writer: Store;
  /** The addresses of GraphQL, of which each read takes one. */
  urls: readonly string[];
  random: () => number;
  /** A fault of clients: they say that they ask from a position, and do not. */
  plant?: 'nobody asks from a position' | undefined;
  tell?: (attempt: Attempt) => void;
}

/** Readers and writers that go on until they are stopped. */
export interface Clients {
  /** What was answered and acknowledged so far. */
  history: readonly (Read | Write)[];
  /** How many reads and writes were without an answer, or without knowing whether it was written. */
  failed(): number;
  /** Ends them, and looks through all that they were told. */
  stop(): Promise<Violation[]>;
}

const SLUG = 'kyrgyzstan-tajikistan';
const READERS = 8;

/** Who is not answered by then asks anew, in ms. */
const PATIENCE = 15_000;

/** Eight clients read and two write; what each is told is recorded. */
export async function startClients({
  writer,
  urls,
  random,
  plant,
  tell = () => {},
}: ClientsOptions): Promise<Clients> {
  const events = await registersOf(writer);
  // A standby may still be at what was there before.
  const beginning = await currentPosition(writer.db);
  const history: (Read | Write)[] = [];
  const lost: Violation[] = [];
  let failed = 0;
  let isOver = false;
  let questions = 0;

  /** By one statement and by resolvers over caches, in turn. */
  function question(): string {
    questions += 1;
    const name = questions % 2 === 0 ? 'Fixed' : `Asked${questions}`;
    const fields = events.map(
      (slug, index) => `e${index}: event(slug: "${slug}") { name conflict { name } }`,
    );
    return `query ${name} { conflict(slug: "${SLUG}") { name } ${fields.join(' ')} }`;
  }

  async function fail(is: Attempt['is'], code: string): Promise<null> {
    failed += 1;
    tell({ is, code });
    await sleep(50);
    return null;
  }

  async function read(client: number, atLeast: string | null): Promise<Read | null> {
    const url = urls[Math.floor(random() * urls.length)]!;
    const answer = await ask(url, question(), plant ? null : atLeast);
    if ('code' in answer) return fail('read', answer.code);
    const { position, data } = answer;
    const told: Read = { is: 'read', client, atLeast, position, versions: versionsIn(data) };
    history.push(told);
    tell({ is: 'read', code: null });
    return told;
  }

  async function reader(client: number): Promise<void> {
    let position: string | null = beginning;
    while (!isOver) position = (await read(client, position))?.position ?? position;
  }

  /** Each register has one writer, so that its versions only grow. */
  async function writeOn(client: number, registers: readonly string[]): Promise<void> {
    const acknowledged = new Map<string, number>();
    let version = 0;
    while (!isOver) {
      version += 1;
      const register = registers[version % registers.length]!;
      const position = await write(register, version, acknowledged.get(register) ?? 0);
      if (position !== null) {
        acknowledged.set(register, version);
        history.push({ is: 'write', client, register, version, position });
        tell({ is: 'write', code: null });
        await read(client, position);
      }
      await sleep(random() * 40);
    }
  }

  /** @param acknowledged the version that has to be there, or a later one that was not heard of */
  async function write(
    register: string,
    version: number,
    acknowledged: number,
  ): Promise<string | null> {
    try {
      const before = await writtenOver(writer, updateOf(register, version, events));
      if (before !== null && before < acknowledged) {
        const detail = `${register} ${acknowledged} was acknowledged, and ${before} was there before ${version}`;
        lost.push({ kind: 'write lost', detail });
      }
      return await currentPosition(writer.db);
    } catch (error) {
      return fail('write', codeOf(error));
    }
  }

  const clients = [
    ...Array.from({ length: READERS }, (_, client) => reader(client)),
    writeOn(READERS, ['conflict', 'e0']),
    writeOn(READERS + 1, ['e1', 'e2']),
  ];
  return {
    history,
    failed: () => failed,
    stop: async () => {
      isOver = true;
      await Promise.all(clients);
      return [...lost, ...violationsIn(history, await versionsAtTheEnd(writer, events))];
    },
  };
}

type Names = Record<string, { name: string; conflict?: { name: string } }>;

interface Answer {
  data?: Names;
  errors?: { extensions?: { code?: string } }[];
}

async function ask(
  url: string,
  query: string,
  atLeast: string | null,
): Promise<{ data: Names; position: string } | { code: string }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(atLeast !== null && { 'x-casus-at-least': atLeast }),
      },
      body: JSON.stringify({ query }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const text = await response.text();
    const { data, errors } = isJson(response) ? (JSON.parse(text) as Answer) : {};
    const position = response.headers.get('x-casus-position');
    if (response.status === 200 && data && position !== null) return { data, position };
    const code = errors?.[0]?.extensions?.code;
    return { code: code ? `${response.status} ${code}` : String(response.status) };
  } catch (error) {
    return { code: codeOf(error) };
  }
}

const isJson = ({ headers }: Response) => /json/.test(headers.get('content-type') ?? '');

/** Of the system, the database or undici, whichever it had from which other. */
function codeOf(error: unknown): string {
  const { code, cause, name, message } = error as NodeJS.ErrnoException;
  if (typeof code === 'string') return code;
  if (cause !== undefined) return codeOf(cause);
  return name === 'Error' ? message || name : name;
}

async function registersOf({ db }: Store): Promise<string[]> {
  const { rows } =
    (await db.execute(sql`select slug from events where slug is not null and conflict_key =
    (select key from conflicts where slug = ${SLUG}) order by key limit 3`)) as unknown as {
      rows: { slug: string }[];
    };
  // A history begins at version 0 of each.
  await db.execute(sql`update conflicts set name = 'v0' where slug = ${SLUG}`);
  for (const { slug } of rows)
    await db.execute(sql`update events set name = 'v0' where slug = ${slug}`);
  return rows.map(({ slug }) => slug);
}

/**
 * Not where a later version is there: a server that stood still may come to a write that was given up long ago. Tells
 * what was there before.
 */
function updateOf(register: string, version: number, events: readonly string[]) {
  const table = sql.raw(register === 'conflict' ? 'conflicts' : 'events');
  const slug = register === 'conflict' ? SLUG : events[Number(register.slice(1))]!;
  return sql`with before as (select key, name from ${table} where slug = ${slug} for update)
    update ${table} set name = ${`v${version}`} from before
    where ${table}.key = before.key and substr(before.name, 2)::int < ${version} returning before.name`;
}

/** The version before, by one statement; null where it was a later one already. */
async function writtenOver(
  { db }: Store,
  update: ReturnType<typeof updateOf>,
): Promise<number | null> {
  const { rows } = (await db.execute(update)) as unknown as { rows: { name: string }[] };
  return rows[0] ? versionOf(rows[0].name) : null;
}

const versionOf = (name: string) => Number(name.slice(1));

/** The conflict is named in several places: what the oldest of them says is what a reader may quote. */
function versionsIn(data: Names): Versions {
  const conflicts = Object.values(data).map(({ name, conflict }) => conflict?.name ?? name);
  const events = Object.entries(data).filter(([alias]) => alias !== 'conflict');
  return {
    conflict: Math.min(...conflicts.map(versionOf)),
    ...Object.fromEntries(events.map(([alias, { name }]) => [alias, versionOf(name)])),
  };
}

async function versionsAtTheEnd({ db }: Store, events: readonly string[]): Promise<Versions> {
  const names = async (query: ReturnType<typeof sql>) =>
    ((await db.execute(query)) as unknown as { rows: { name: string }[] }).rows[0]!.name;
  const versions: Record<string, number> = {
    conflict: versionOf(await names(sql`select name from conflicts where slug = ${SLUG}`)),
  };
  for (const [index, slug] of events.entries()) {
    versions[`e${index}`] = versionOf(
      await names(sql`select name from events where slug = ${slug}`),
    );
  }
  return versions;
}
