import { casus } from './casus/peer.ts';
import { jsonAgg } from './json-agg/peer.ts';
import type { Peer } from './peer.ts';
import { postgraphile } from './postgraphile/peer.ts';

/** Casus first: the others' answers are compared with its answers. */
export const PEERS: readonly Peer[] = [casus, postgraphile, jsonAgg];
