import { z } from 'zod';
import { whole } from '../../http/config.ts';
import type { AdmissionConfig } from './admission.ts';

const atOnce = (name: string) => {
  const message = `${name} must be a whole number, 1 to 10000`;
  return z.coerce.number(message).int(message).min(1, message).max(10_000, message).optional();
};

/** How much is answered at once, by environment variable; the README of apps/api explains each. */
export const admissionEnvironment = {
  CASUS_LIGHT_AT_ONCE: atOnce('CASUS_LIGHT_AT_ONCE'),
  CASUS_ORDINARY_AT_ONCE: atOnce('CASUS_ORDINARY_AT_ONCE'),
  CASUS_LARGE_AT_ONCE: atOnce('CASUS_LARGE_AT_ONCE'),
  CASUS_DEAR_AT_ONCE: atOnce('CASUS_DEAR_AT_ONCE'),
  CASUS_QUEUE_MS: whole('CASUS_QUEUE_MS', 0, 60_000, 4_000),
  CASUS_RATE_LIMIT_COST: whole('CASUS_RATE_LIMIT_COST', 0, 1_000_000_000, 1_000_000),
};

type AdmissionVariables = z.output<z.ZodObject<typeof admissionEnvironment>>;

export function admissionConfig(variables: AdmissionVariables): AdmissionConfig {
  return {
    atOnce: {
      light: variables.CASUS_LIGHT_AT_ONCE,
      ordinary: variables.CASUS_ORDINARY_AT_ONCE,
      large: variables.CASUS_LARGE_AT_ONCE,
      dear: variables.CASUS_DEAR_AT_ONCE,
    },
    queueMs: variables.CASUS_QUEUE_MS,
    costPerMinute: variables.CASUS_RATE_LIMIT_COST,
  };
}
