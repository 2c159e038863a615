import type { StatementTracer } from '@casus/store/engines/engine';
import type { FastifyInstance } from 'fastify';
import type { Plugin } from 'graphql-yoga';

/** Spans of what this process does, from HTTP through execution to each statement. */
export interface Tracing {
  /** Is called before routes are made. */
  traceRequests(app: FastifyInstance): void;
  plugin: Plugin;
  traceStatement: StatementTracer;
  /** Sends what was not sent yet. */
  close(): Promise<void>;
}

type Environment = Record<string, string | undefined>;

const isOn = (environment: Environment) =>
  environment['OTEL_SDK_DISABLED'] !== 'true' &&
  Boolean(
    environment['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ?? environment['OTEL_EXPORTER_OTLP_ENDPOINT'],
  );

/** Null unless the environment names where traces go to: then nothing of OpenTelemetry is even loaded. */
export async function openTracing(environment: Environment): Promise<Tracing | null> {
  if (!isOn(environment)) return null;
  const { createTracing } = await import('./tracing.ts');
  return createTracing(environment);
}
