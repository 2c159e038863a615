import { m } from '#paraglide/messages.js';
import { messageTable } from '../language/message-table.ts';
import type { Part } from './split.ts';

/** What each part of an estimate is called, and what is in none. */
export const PART: Readonly<Record<Part | 'rest', string>> = /* @__PURE__ */ messageTable({
  sideA: m.split_side_a,
  sideB: m.split_side_b,
  civilians: m.split_civilians_part,
  unknown: m.split_unknown,
  rest: m.split_rest,
});
