import { isNetwork, networkList } from '@casus/serving/networks';
import { z } from 'zod';
import { RESTRICTED_NAMES } from './restricted-readers.ts';

export const whole = (name: string, least: number, most: number, fallback: number) => {
  const message = `${name} must be a whole number, ${least} to ${most}`;
  return z.coerce
    .number(message)
    .int(message)
    .min(least, message)
    .max(most, message)
    .default(fallback);
};

const networks = (name: string) =>
  z
    .string()
    .transform(networkList)
    .refine(
      (all) => all.every(isNetwork),
      `${name} must be addresses or networks with commas between (10.0.0.0/8, ::1), loopback, linklocal, uniquelocal, or none`,
    );

const isOrigin = (text: string) => URL.parse(text)?.origin === text;

/** How the API meets the network, by environment variable; the README of apps/api explains each. */
export const httpEnvironment = {
  CASUS_MAX_BODY_BYTES: whole('CASUS_MAX_BODY_BYTES', 1_000, 100_000_000, 262_144),
  CASUS_RATE_LIMIT: whole('CASUS_RATE_LIMIT', 0, 1_000_000, 600),
  CASUS_TRUSTED_CLIENTS: networks('CASUS_TRUSTED_CLIENTS').prefault('loopback'),
  CASUS_TRUST_PROXY: networks('CASUS_TRUST_PROXY').prefault('none'),
  CASUS_CORS_ORIGINS: z
    .string()
    .transform((text) => (text === '*' ? text : networkList(text)))
    .refine(
      (origins) => origins === '*' || origins.every(isOrigin),
      'CASUS_CORS_ORIGINS must be *, none, or origins with commas between (https://example.org)',
    )
    .prefault('*'),
  CASUS_COMPRESS_FROM_BYTES: whole('CASUS_COMPRESS_FROM_BYTES', 0, 100_000_000, 1_024),
  CASUS_CACHE_SECONDS: whole('CASUS_CACHE_SECONDS', 0, 31_536_000, 60),
  CASUS_DOWNLOADS_AT_ONCE: whole('CASUS_DOWNLOADS_AT_ONCE', 1, 100, 4),
  CASUS_DOWNLOADS_PER_CLIENT: whole('CASUS_DOWNLOADS_PER_CLIENT', 1, 100, 2),
  CASUS_DOWNLOAD_STALL_SECONDS: whole('CASUS_DOWNLOAD_STALL_SECONDS', 1, 3_600, 60),
  CASUS_SERVE_RESTRICTED: z
    .string()
    .transform(networkList)
    .refine(
      (names) => names.every((name) => RESTRICTED_NAMES.includes(name)),
      `CASUS_SERVE_RESTRICTED must be none, or names with commas between of: ${RESTRICTED_NAMES.join(', ')}`,
    )
    .prefault('none'),
  CASUS_STOP_SECONDS: whole('CASUS_STOP_SECONDS', 1, 600, 8),
  CASUS_REQUEST_SECONDS: whole('CASUS_REQUEST_SECONDS', 1, 3_600, 20),
  CASUS_SITE_SECRET: z
    .string()
    .min(16, 'CASUS_SITE_SECRET must have 16 characters or more')
    .optional(),
  CASUS_PUBLIC_API_URL: z
    .url({
      protocol: /^https?$/,
      error: 'CASUS_PUBLIC_API_URL must be an address (https://casus.example/graphql)',
    })
    .optional(),
};

export interface HttpConfig {
  /** Of a request; above it the answer is 413. */
  maxBodyBytes: number;
  /** Requests a minute from one address; 0 for no limit. */
  rateLimit: number;
  /** Addresses, networks and names of networks that are not limited and may read the metrics. */
  trustedClients: string[];
  /** Whose X-Forwarded-For is believed. */
  trustProxy: string[];
  /** Sites whose scripts may read answers: every one, or these. */
  corsOrigins: '*' | string[];
  /** Shorter answers are sent as they are. */
  compressFromBytes: number;
  /** How long anyone may keep an answer to GET before asking again. */
  cacheSeconds: number;
  downloads: {
    /** Under way at the same time; on PostgreSQL each has one of the connections. */
    atOnce: number;
    /** Of one client. */
    perClient: number;
    /** How long a reader may take nothing before its download is cut. */
    stallSeconds: number;
  };
  /** How long a request may take to come, with its body. */
  requestSeconds: number;
  /** Formats whose data may not be passed on, and that this installation may serve. */
  serveRestricted: string[];
  /** What the site's server proves itself with when it tells which reader it asks for. */
  siteSecret: string | undefined;
  /** Where readers find the API: its endpoint for GraphQL. */
  publicUrl: string | undefined;
  /** How long requests under way may take to end once the process is asked to stop. */
  stopSeconds: number;
}

type HttpVariables = z.output<z.ZodObject<typeof httpEnvironment>>;

export function httpConfig(variables: HttpVariables): HttpConfig {
  return {
    maxBodyBytes: variables.CASUS_MAX_BODY_BYTES,
    rateLimit: variables.CASUS_RATE_LIMIT,
    trustedClients: variables.CASUS_TRUSTED_CLIENTS,
    trustProxy: variables.CASUS_TRUST_PROXY,
    corsOrigins: variables.CASUS_CORS_ORIGINS as '*' | string[],
    compressFromBytes: variables.CASUS_COMPRESS_FROM_BYTES,
    cacheSeconds: variables.CASUS_CACHE_SECONDS,
    downloads: {
      atOnce: variables.CASUS_DOWNLOADS_AT_ONCE,
      perClient: variables.CASUS_DOWNLOADS_PER_CLIENT,
      stallSeconds: variables.CASUS_DOWNLOAD_STALL_SECONDS,
    },
    requestSeconds: variables.CASUS_REQUEST_SECONDS,
    serveRestricted: variables.CASUS_SERVE_RESTRICTED,
    siteSecret: variables.CASUS_SITE_SECRET,
    publicUrl: variables.CASUS_PUBLIC_API_URL,
    stopSeconds: variables.CASUS_STOP_SECONDS,
  };
}
