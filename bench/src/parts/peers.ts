import { Pool } from 'pg';
import { compareAnswers, type Requests } from '../compare.ts';
import { load, medianOf, type Round } from '../load.ts';
import type { Options } from '../options.ts';
import { PEERS } from '../peers/all.ts';
import { start, type Running } from '../running.ts';
import { SHAPES } from '../shapes/all.ts';
import type { Shape } from '../shapes/shape.ts';

export interface Measured {
  shape: string;
  title: string;
  /** By peer; null where it cannot express the shape. */
  peers: Record<string, Round | null>;
}

/** Compares the answers to every shape, then times each; rounds alternate between the peers. */
export async function measurePeers(
  databaseUrl: string,
  options: Options,
  onProgress: (line: string) => void,
): Promise<Measured[]> {
  const peers = PEERS.filter(({ name }) => options.isAsked('peer', name));
  const shapes = SHAPES.filter(({ name }) => options.isAsked('shape', name));
  const running: Running[] = [];
  try {
    for (const peer of peers) {
      running.push(await start(peer, databaseUrl, { nodeFlags: options.profiled(peer.name) }));
    }
    const questions = await prepare(databaseUrl, shapes, running, onProgress);
    const measured: Measured[] = [];
    for (const [shape, requests] of questions) {
      measured.push(await measure(shape, requests, running, options, onProgress));
    }
    return measured;
  } finally {
    await Promise.all(running.map(({ close }) => close()));
  }
}

async function prepare(
  databaseUrl: string,
  shapes: readonly Shape[],
  running: readonly Running[],
  onProgress: (line: string) => void,
): Promise<Map<Shape, Requests>> {
  const database = new Pool({ connectionString: databaseUrl, options: '-c timezone=UTC' });
  try {
    const questions = new Map<Shape, Requests>();
    for (const shape of shapes) {
      const requests = await compareAnswers(shape, await shape.variables(database), running);
      const asked = Math.max(...[...requests.values()].map(({ length }) => length));
      onProgress(`${shape.title}: ${asked} answers, the same from ${requests.size} peers`);
      questions.set(shape, requests);
    }
    return questions;
  } finally {
    await database.end();
  }
}

async function measure(
  { name, title }: Shape,
  requests: Requests,
  running: readonly Running[],
  { rounds, seconds, warmUp, connections }: Options,
  onProgress: (line: string) => void,
): Promise<Measured> {
  const taken = new Map([...requests.keys()].map((peer) => [peer, [] as Round[]]));
  for (const [peer, bodies] of requests) await load(peer, bodies, { connections, seconds: warmUp });
  for (let round = 0; round < rounds; round++) {
    for (const [peer, bodies] of requests) {
      taken.get(peer)!.push(await load(peer, bodies, { connections, seconds }));
    }
  }
  const measured: Measured = { shape: name, title, peers: {} };
  for (const one of running) {
    const results = taken.get(one);
    measured.peers[one.peer.name] = results ? medianOf(results) : null;
  }
  onProgress(
    `${title}: ${Object.entries(measured.peers)
      .map(([peer, result]) => `${peer} ${result ? Math.round(result.requestsPerSecond) : '–'}/s`)
      .join(', ')}`,
  );
  return measured;
}
