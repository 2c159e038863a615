import { isDeepStrictEqual } from 'node:util';
import { diff } from './diff.ts';
import type { Running } from './running.ts';
import type { Shape, Variables } from './shapes/shape.ts';
import { Stop } from './stop.ts';

/** What a peer is sent for a shape, each body a different question. */
export type Requests = Map<Running, string[]>;

/**
 * Asks every peer each question of a shape and stops where an answer differs from the first peer's.
 * Gives the bodies that were sent; a peer that cannot express the shape is left out.
 */
export async function compareAnswers(
  shape: Shape,
  variables: readonly Variables[],
  peers: readonly Running[],
): Promise<Requests> {
  const able = peers.filter(({ peer }) => peer.ask(shape, variables[0]!) !== null);
  const requests: Requests = new Map(able.map((running) => [running, []]));
  for (const start of variables) {
    const cursors = new Map<Running, string | undefined>();
    for (let page = 0; page < (shape.walk?.pages ?? 1); page++) {
      let expected: unknown;
      for (const running of able) {
        const after = cursors.get(running);
        const body = running.peer.ask(shape, after ? { ...start, after } : start)!;
        const answer = await ask(running, body, shape);
        requests.get(running)!.push(body);
        cursors.set(running, takeCursor(shape, answer));
        expected ??= plain(answer);
        const given = plain(answer);
        if (!isDeepStrictEqual(given, expected)) {
          throw new Stop(
            `${shape.title}: ${running.peer.title} does not answer as ${able[0]!.peer.title} does ` +
              `(${JSON.stringify(start)}, page ${page + 1}).\n${diff(expected, given)}`,
          );
        }
      }
    }
  }
  return requests;
}

/** @throws Stop where the answer is none, or has errors */
export async function ask({ peer, url }: Running, body: string, shape: Shape): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const text = await response.text();
  try {
    return peer.read(shape, JSON.parse(text));
  } catch (error) {
    throw new Stop(`${shape.title}: ${peer.title} ${String(error)}\n${text.slice(0, 500)}`);
  }
}

interface Walked {
  pageInfo: { endCursor?: string };
}

/** Gives an answer without its cursors: each peer has its own way of writing one. */
export function withoutCursors(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer, (name, value: unknown) =>
      name === 'startCursor' || name === 'endCursor' ? undefined : value,
    ),
  );
}

/** Takes the cursor out of the answer: each peer has its own way of writing one. */
function takeCursor(shape: Shape, answer: unknown): string | undefined {
  if (!shape.walk) return undefined;
  const { pageInfo } = (answer as Record<string, Walked>)[shape.walk.field]!;
  const { endCursor } = pageInfo;
  delete pageInfo.endCursor;
  return endCursor;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** One instant is written in several ways; everything else must be the same to the letter. */
export function plain(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer, (_, value: unknown) =>
      typeof value === 'string' && INSTANT.test(value) ? new Date(value).toISOString() : value,
    ),
  );
}
