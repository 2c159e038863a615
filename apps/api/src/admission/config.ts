import type { z } from 'zod';
import { whole } from '../http/config.ts';
import type { AdmissionConfig, Kind } from './admission.ts';

/** How much is answered at once, by environment variable; the README of apps/api explains each. */
export const admissionEnvironment = {
  CASUS_LIGHT_AT_ONCE: whole('CASUS_LIGHT_AT_ONCE', 1, 10_000, 64),
  CASUS_ORDINARY_AT_ONCE: whole('CASUS_ORDINARY_AT_ONCE', 1, 1_000, 8),
  CASUS_DEAR_AT_ONCE: whole('CASUS_DEAR_AT_ONCE', 1, 1_000, 2),
  CASUS_QUEUE_MS: whole('CASUS_QUEUE_MS', 0, 60_000, 4_000),
  CASUS_RATE_LIMIT_COST: whole('CASUS_RATE_LIMIT_COST', 0, 1_000_000_000, 1_000_000),
};

type AdmissionVariables = z.output<z.ZodObject<typeof admissionEnvironment>>;

export function admissionConfig(variables: AdmissionVariables): AdmissionConfig {
  const atOnce: Record<Kind, number> = {
    light: variables.CASUS_LIGHT_AT_ONCE,
    ordinary: variables.CASUS_ORDINARY_AT_ONCE,
    dear: variables.CASUS_DEAR_AT_ONCE,
  };
  return {
    atOnce,
    queueMs: variables.CASUS_QUEUE_MS,
    costPerMinute: variables.CASUS_RATE_LIMIT_COST,
  };
}
