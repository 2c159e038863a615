import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Operator } from '@casus/store/writing/audit-log';
import type { AdmissionConfig } from './pipeline/admission/admission.ts';
import { admissionConfig, admissionEnvironment } from './pipeline/admission/config.ts';
import { httpConfig, httpEnvironment, whole, type HttpConfig } from './http/config.ts';
import { limitsConfig, limitsEnvironment } from './pipeline/limits/config.ts';
import type { Limits } from './pipeline/limits/limits.ts';

const REPOSITORY = resolve(import.meta.dirname, '../../..');

const port = (name: string, fallback: number) =>
  z.coerce
    .number(`${name} must be a port number, 1 to 65535`)
    .int(`${name} must be a port number, 1 to 65535`)
    .min(1, `${name} must be a port number, 1 to 65535`)
    .max(65535, `${name} must be a port number, 1 to 65535`)
    .default(fallback);

const POSTGRES_URL = /^postgres(ql)?:\/\//;

const environment = z
  .object({
    CASUS_API_PORT: port('CASUS_API_PORT', 4000),
    CASUS_WEB_PORT: port('CASUS_WEB_PORT', 3000),
    CASUS_HOST: z.string().min(1, 'CASUS_HOST must be a host name or address').default('localhost'),
    CASUS_DATA_DIR: z.string().min(1, 'CASUS_DATA_DIR must be a folder').default('data'),
    CASUS_ARCHIVE_DIR: z.string().min(1, 'CASUS_ARCHIVE_DIR must be a folder').default('archives'),
    DATABASE_URL: z
      .string()
      .regex(POSTGRES_URL, 'DATABASE_URL must start with postgres:// or postgresql://')
      .optional(),
    CASUS_REPLICA_URLS: z
      .string()
      .transform((text) => text.split(',').map((url) => url.trim()))
      .refine(
        (urls) => urls.every((url) => POSTGRES_URL.test(url) && URL.canParse(url)),
        'CASUS_REPLICA_URLS must be PostgreSQL addresses with commas between (postgres://one/casus, postgres://two/casus)',
      )
      .optional(),
    CASUS_REPLICA_LAG_SECONDS: whole('CASUS_REPLICA_LAG_SECONDS', 1, 86_400, 10),
    CASUS_POOL_SIZE: whole('CASUS_POOL_SIZE', 2, 1_000, 10),
    CASUS_OPERATOR: z
      .string()
      .trim()
      .max(100, 'CASUS_OPERATOR must be 100 characters or fewer')
      .optional(),
    CASUS_LOG_LEVEL: z
      .enum(
        ['silent', 'error', 'warn', 'info', 'debug'],
        'CASUS_LOG_LEVEL must be silent, error, warn, info or debug',
      )
      .default('warn'),
    ...httpEnvironment,
    ...limitsEnvironment,
    ...admissionEnvironment,
  })
  .refine(({ CASUS_API_PORT, CASUS_WEB_PORT }) => CASUS_API_PORT !== CASUS_WEB_PORT, {
    message: 'CASUS_API_PORT and CASUS_WEB_PORT must differ',
  })
  .refine(
    ({ DATABASE_URL, CASUS_REPLICA_URLS }) => DATABASE_URL !== undefined || !CASUS_REPLICA_URLS,
    'CASUS_REPLICA_URLS needs DATABASE_URL, the address of the primary whose replicas they are',
  )
  .refine(
    ({ DATABASE_URL, CASUS_POOL_SIZE, CASUS_DOWNLOADS_AT_ONCE }) =>
      DATABASE_URL === undefined || CASUS_DOWNLOADS_AT_ONCE < CASUS_POOL_SIZE,
    'CASUS_DOWNLOADS_AT_ONCE must be less than CASUS_POOL_SIZE: each download has a connection while it lasts',
  );

/** What the environment sets; every variable is explained in the README. */
export interface Config {
  apiPort: number;
  webPort: number;
  host: string;
  /** The embedded database's folder, absolute; unused with `databaseUrl`. */
  dataDir: string;
  databaseUrl: string | undefined;
  /** Where frozen archives are, absolute. */
  archiveDir: string;
  /** Streaming standbys of it, which reads are spread over. */
  replicaUrls: readonly string[];
  /** Milliseconds that one may be behind. */
  replicaLag: number;
  /** Connections to a PostgreSQL server, at most. */
  poolSize: number;
  /** Who acts, for the audit log. */
  operator: Operator;
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  http: HttpConfig;
  limits: Limits;
  admission: AdmissionConfig;
}

/** A variable of the environment is not usable; one line each. */
export class ConfigInvalid extends Error {
  override name = 'ConfigInvalid';
}

/** @throws ConfigInvalid */
export function readConfig(variables: Record<string, string | undefined>): Config {
  // An empty variable is one that was not set: `CASUS_API_PORT= pnpm start`.
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const { data, error } = environment.safeParse(given);
  if (error) throw new ConfigInvalid(error.issues.map(({ message }) => message).join('\n'));
  return {
    apiPort: data.CASUS_API_PORT,
    webPort: data.CASUS_WEB_PORT,
    host: data.CASUS_HOST,
    // Relative to the repository, not to wherever a package's script happens to run.
    dataDir: resolve(REPOSITORY, data.CASUS_DATA_DIR),
    databaseUrl: data.DATABASE_URL,
    archiveDir: resolve(REPOSITORY, data.CASUS_ARCHIVE_DIR),
    replicaUrls: data.CASUS_REPLICA_URLS ?? [],
    replicaLag: data.CASUS_REPLICA_LAG_SECONDS * 1000,
    poolSize: data.CASUS_POOL_SIZE,
    operator: { name: data.CASUS_OPERATOR || null, systemUser: systemUser() },
    logLevel: data.CASUS_LOG_LEVEL,
    http: httpConfig(data),
    limits: limitsConfig(data),
    admission: admissionConfig(data),
  };
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A user of a container has no name.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
