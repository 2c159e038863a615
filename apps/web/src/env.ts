import { isNetwork, networkList } from '@casus/serving/networks';
import { defineEnvVars } from '@sveltejs/kit/env';

const address = (fallback: string) => (value: string | undefined) => {
  const given = value || fallback;
  if (!URL.canParse(given)) throw new Error(`"${given}" is not an address`);
  return given;
};

const count = (name: string, least: number, fallback: number) => (value: string | undefined) => {
  const number = Number(value || fallback);
  if (!Number.isSafeInteger(number) || number < least) {
    throw new Error(`${name} must be a whole number, ${least} or more`);
  }
  return number;
};

const networks = (name: string, fallback: string) => (value: string | undefined) => {
  const list = networkList(value || fallback);
  if (!list.every(isNetwork)) {
    throw new Error(`${name} must be addresses or networks with commas between, or none`);
  }
  return list;
};

export const variables = defineEnvVars({
  /** Where this server finds the API. */
  CASUS_API_URL: { schema: address('http://localhost:4000/graphql') },
  /** What this server proves itself with to the API, where it names the reader. Empty: it names none. */
  CASUS_SITE_SECRET: { schema: (value: string | undefined) => value ?? '' },
  /** Pages that are made at the same time. */
  CASUS_PAGES_AT_ONCE: { schema: count('CASUS_PAGES_AT_ONCE', 1, 24) },
  /** Pages a minute of one reader; 0 for no limit. */
  CASUS_SITE_RATE_LIMIT: { schema: count('CASUS_SITE_RATE_LIMIT', 0, 300) },
  /** Readers that are not limited by the minute, as the API takes its clients. */
  CASUS_TRUSTED_CLIENTS: { schema: networks('CASUS_TRUSTED_CLIENTS', 'loopback') },
  /** Where a reader's browser finds the API; the playground links lead there. Empty: the same. */
  CASUS_PUBLIC_API_URL: { schema: (value: string | undefined) => value ?? '' },
});
