import { parse, print, separateOperations } from 'graphql';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { casus } from './peers/casus/peer.ts';
import type { Peer } from './peers/peer.ts';
import { Stop } from './stop.ts';

export interface Probe {
  name: string;
  asked: number;
  /** Without an answer of status 200. */
  failed: number;
  p50: number;
  p95: number;
  slowest: number;
}

const SITE = join(import.meta.dirname, '../../apps/web/src');
const CONFLICT = 'kyrgyzstan-tajikistan';

/** Between two requests of one probe, milliseconds. */
const PAUSE = 100;

/** What the other parts lift so that speed alone is timed. */
const LIFTED = /^CASUS_(RATE_LIMIT|RATE_LIMIT_COST|\w+_AT_ONCE|QUEUE_MS|TIMEOUT_MS)$/;

/** With the limits that it has by itself; clients are told apart by a header, as behind a proxy. */
export function served(environment: Record<string, string>): Peer {
  return {
    ...casus,
    command: (where) => {
      const command = casus.command(where);
      const env = Object.entries(command.env).filter(([name]) => !LIFTED.test(name));
      return {
        ...command,
        env: { ...Object.fromEntries(env), CASUS_TRUST_PROXY: 'loopback', ...environment },
      };
    },
  };
}

export async function probe(
  name: string,
  isOver: () => boolean,
  put: () => Promise<{ ok: boolean }>,
): Promise<Probe> {
  const times: number[] = [];
  let failed = 0;
  while (!isOver()) {
    const before = performance.now();
    const { ok } = await put();
    times.push(performance.now() - before);
    if (!ok) failed += 1;
    await pause(PAUSE);
  }
  times.sort((one, other) => one - other);
  const quantile = (share: number) => times[Math.floor(share * (times.length - 1))] ?? NaN;
  return {
    name,
    asked: times.length,
    failed,
    p50: quantile(0.5),
    p95: quantile(0.95),
    slowest: quantile(1),
  };
}

/** A conflict's page, asked by another reader each time: one alone would soon have asked for all that a minute gives. */
export function conflictPageProbe(url: string, isOver: () => boolean): Promise<Probe> {
  const page = conflictPage();
  let visits = 0;
  return probe("a conflict's page", isOver, async () => {
    const reader = `198.51.100.${(visits += 1) % 250}`;
    const parts = await Promise.all(page.map((body) => ask(url, body, reader)));
    // Else a question that the schema refuses would be timed as a quick answer.
    const isWrong = parts.some(({ code }) => code === 'BAD_USER_INPUT');
    if (isWrong) throw new Stop("The server refuses what the bench takes for a conflict's page.");
    return parts.find(({ ok }) => !ok) ?? parts[0]!;
  });
}

interface Outcome {
  ok: boolean;
  /** "answered", or the code of the refusal. */
  code: string;
}

export async function ask(url: string, body: string, client = '198.51.100.2'): Promise<Outcome> {
  const { status, answer } = await send(url, body, client);
  const code = answer.errors?.[0]?.extensions?.code;
  if (code === undefined && status !== 200) return { ok: false, code: `status ${status}` };
  return { ok: code === undefined, code: code ?? 'answered' };
}

interface Answer {
  errors?: { message: string; extensions?: { code?: string } }[];
  extensions?: { cost?: { cost: number } };
}

export async function send(url: string, body: string, client: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': client,
      'x-casus-cost': '1',
    },
    body,
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

/** What a conflict's page asks, as the site sends it. */
function conflictPage(): string[] {
  const texts = globSync('{lib,routes}/**/*.ts', { cwd: SITE }).flatMap((file) =>
    [...readFileSync(join(SITE, file), 'utf8').matchAll(/\bgraphql\(`([^`]*)`\)/g)].map(
      ([, text]) => text!,
    ),
  );
  const operations = separateOperations(parse(texts.join('\n')));
  return ['ConflictPage', 'ConflictHistory'].map((name) =>
    JSON.stringify({
      query: print(operations[name]!),
      variables: { slug: CONFLICT, conflict: CONFLICT, within: { conflicts: [CONFLICT] } },
    }),
  );
}

export const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
