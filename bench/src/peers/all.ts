import { casus } from './casus/peer.ts';
import { apollo, mercurius } from './handwritten/peers.ts';
import { jsonAgg } from './json-agg/peer.ts';
import type { Peer } from './peer.ts';
import { postgraphile } from './postgraphile/peer.ts';

/** Casus first: the others' answers are compared with its answers. */
export const PEERS: readonly Peer[] = [casus, postgraphile, mercurius, apollo, jsonAgg];
