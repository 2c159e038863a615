import type { Context } from '@casus/schema/context';
import { schema as casusSchema } from '@casus/schema/schema';
import type { Reading } from '@casus/store/engines/reading';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import { useAdmission } from './admission/use-admission.ts';
import type { Executions } from '../operations/execution-metrics.ts';
import { OUR_FAULT } from '../http/errors.ts';
import { PERSISTED_DOCUMENTS } from './persisted-documents.ts';
import type { UnknownNames } from '@casus/store/entities/unknown-names';
import { useDeprecations } from './use-deprecations.ts';
import { useErrorCodes } from './use-error-codes.ts';
import { usePersistedDocuments } from './use-persisted-documents.ts';
import { useKnownEntities } from './use-known-entities.ts';
import { useOperationNotes, type ServerContext } from './use-operation-notes.ts';
import { usePosition } from './use-position.ts';
import { useReadableParameters } from './use-readable-parameters.ts';
import type { Limits } from './limits/limits.ts';
import { maskErrors } from './limits/mask-error.ts';
import { limitPlugins } from './limits/plugins.ts';
import { useWholeAnswers } from './limits/use-whole-answers.ts';
import { useMoments } from './moments/use-moments.ts';
import { useEventBatches } from './use-event-batches.ts';
import { useServerSentEvents } from './use-server-sent-events.ts';
import { useExecutor } from './executor/use-executor.ts';

export type GraphQLServer = YogaServerInstance<ServerContext, Context>;

/** What one may put in or add: another schema, and plugins that are called before the pipeline's own. */
export interface PipelineOptions {
  schema?: GraphQLSchema;
  plugins?: readonly Plugin[];
  /** How often a stream says that it is still there. */
  pingSeconds?: number;
}

/** Makes the context of the resolvers. */
export type ContextFor = (reading: Reading, cancellation: AbortController, now?: string) => Context;

/** Opens a database that has got to a position. */
export type ReadAt = (position: string) => Promise<Reading>;

interface Dependencies {
  contextFor: ContextFor;
  readAt: ReadAt;
  limits: Limits;
  unknownNames: UnknownNames;
  executions: Executions;
  log: FastifyBaseLogger;
}

/**
 * The schema over Yoga: every operation passes these plugins, in this order. What a document may ask is checked here;
 * how it comes and goes is in `http/`.
 */
export function createGraphQL(
  { contextFor, readAt, limits, unknownNames, executions, log }: Dependencies,
  { schema = casusSchema, plugins = [], pingSeconds = 12 }: PipelineOptions = {},
): GraphQLServer {
  return createYoga<ServerContext, Context>({
    schema,
    context: ({ reading, cancellation, now, lastEventId = null }) => ({
      ...contextFor(reading, cancellation, now),
      lastEventId,
    }),
    graphiql: false,
    landingPage: false,
    plugins: [
      ...plugins,
      useReadableParameters(),
      usePersistedDocuments(PERSISTED_DOCUMENTS),
      useWholeAnswers(),
      useOperationNotes(),
      useErrorCodes(),
      ...limitPlugins(limits),
      useMoments(),
      useDeprecations(),
      useExecutor(executions),
      useKnownEntities(unknownNames),
      useEventBatches(contextFor, readAt),
      useServerSentEvents(pingSeconds),
      useAdmission(),
      // Whatever was read was read within those before it.
      usePosition(),
    ],
    batching: { limit: limits.batch },
    maskedErrors: { maskError: maskErrors(limits.timeout), errorMessage: OUR_FAULT },
    // Fastify does these, for every route alike.
    cors: false,
    maxRequestBodySize: false,
    multipart: false,
    logging: {
      debug: (...args) => log.debug(args),
      info: (...args) => log.info(args),
      warn: (...args) => log.warn(args),
      error: (...args) => log.error(args),
    },
  });
}
