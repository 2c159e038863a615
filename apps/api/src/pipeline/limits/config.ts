import { z } from 'zod';
import type { Limits } from './limits.ts';

const atLeast = (name: string, least: number, fallback: number) => {
  const message = `${name} must be a whole number, ${least} or more`;
  return z.coerce.number(message).int(message).min(least, message).default(fallback);
};

/** How much one request may ask for, by environment variable; the README of apps/api explains each. */
export const limitsEnvironment = {
  CASUS_MAX_DEPTH: atLeast('CASUS_MAX_DEPTH', 1, 15),
  CASUS_MAX_FIELDS: atLeast('CASUS_MAX_FIELDS', 1, 500),
  CASUS_MAX_ALIASES: atLeast('CASUS_MAX_ALIASES', 0, 50),
  CASUS_MAX_TOKENS: atLeast('CASUS_MAX_TOKENS', 10, 2_000),
  CASUS_MAX_COST: atLeast('CASUS_MAX_COST', 1, 50_000),
  CASUS_MAX_ANSWER_FIELDS: atLeast('CASUS_MAX_ANSWER_FIELDS', 1, 50_000),
  CASUS_MAX_ANSWER_BYTES: atLeast('CASUS_MAX_ANSWER_BYTES', 1_000, 10_000_000),
  CASUS_MAX_BATCH: atLeast('CASUS_MAX_BATCH', 1, 1),
  CASUS_MAX_SUBSCRIPTIONS: atLeast('CASUS_MAX_SUBSCRIPTIONS', 0, 100),
  CASUS_SUBSCRIPTIONS_PER_CLIENT: atLeast('CASUS_SUBSCRIPTIONS_PER_CLIENT', 0, 20),
  CASUS_TIMEOUT_MS: atLeast('CASUS_TIMEOUT_MS', 10, 10_000),
};

type LimitsVariables = z.output<z.ZodObject<typeof limitsEnvironment>>;

export function limitsConfig(variables: LimitsVariables): Limits {
  return {
    depth: variables.CASUS_MAX_DEPTH,
    breadth: variables.CASUS_MAX_FIELDS,
    aliases: variables.CASUS_MAX_ALIASES,
    tokens: variables.CASUS_MAX_TOKENS,
    cost: variables.CASUS_MAX_COST,
    answerFields: variables.CASUS_MAX_ANSWER_FIELDS,
    answerBytes: variables.CASUS_MAX_ANSWER_BYTES,
    batch: variables.CASUS_MAX_BATCH,
    subscriptions: variables.CASUS_MAX_SUBSCRIPTIONS,
    subscriptionsPerClient: variables.CASUS_SUBSCRIPTIONS_PER_CLIENT,
    timeout: variables.CASUS_TIMEOUT_MS,
  };
}
