import type { ATTRIBUTION_ROLES } from '@casus/store/vocabulary';
import { z } from 'zod';
import { reference, strict, text } from './fields.ts';

type Role = (typeof ATTRIBUTION_ROLES)[number];

/** One step of a chain: who passed the claim on, in what role, and where that can be read. */
export interface Step {
  role: Role;
  actor: string;
  report?: string;
  paragraph?: number;
  locator?: string;
}

const ROLES = {
  claimant: 'CLAIMANT',
  relay: 'RELAY',
  publisher: 'PUBLISHER',
  adjudicator: 'ADJUDICATOR',
} as const;
const ROLE_NAMES = Object.keys(ROLES) as (keyof typeof ROLES)[];

const step = strict({
  claimant: reference.optional(),
  relay: reference.optional(),
  publisher: reference.optional(),
  adjudicator: reference.optional(),
  report: reference.optional(),
  /** Counted from 1 after the headline; 0 is the headline. */
  paragraph: z.number().int().min(0).optional(),
  locator: text.optional(),
}).transform((written, ctx): Step => {
  const given = ROLE_NAMES.filter((name) => written[name] !== undefined);
  const [name] = given;
  const actor = name && written[name];
  if (given.length !== 1 || !name || !actor) {
    ctx.addIssue({
      code: 'custom',
      message: `a step has one role: write one of ${ROLE_NAMES.join(', ')} with the actor’s id`,
    });
    return z.NEVER;
  }
  if (written.paragraph !== undefined && written.report === undefined) {
    ctx.addIssue({
      code: 'custom',
      path: ['paragraph'],
      message: 'is of no report: add the report that it counts in',
    });
  }
  const { report, paragraph, locator } = written;
  return { role: ROLES[name], actor, report, paragraph, locator };
});

const asList = (value: unknown) =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? [value] : value;

/**
 * The steps from claimant to publisher; those in a list within the list stand side by side. An
 * adjudicator weighs what others published, so it alone may come after a publisher.
 */
export const chain = z
  .array(z.preprocess(asList, z.array(step).min(1)))
  .min(1)
  .superRefine((positions, ctx) => {
    let published = false;
    for (const [index, steps] of positions.entries()) {
      for (const { role } of steps) {
        const message = outOfPlace(role, index, published);
        if (message) ctx.addIssue({ code: 'custom', path: [index], message });
      }
      published ||= steps.some(({ role }) => role === 'PUBLISHER');
    }
  });

function outOfPlace(role: Role, index: number, published: boolean): string | undefined {
  if (index === 0 && role !== 'CLAIMANT') return 'is first: a chain begins with its claimant';
  if (index > 0 && role === 'CLAIMANT') return 'is a later claimant: claimants stand first';
  if (published && role === 'RELAY') return 'follows a publisher: a chain ends with its publisher';
  return undefined;
}
