import type { Context } from '@casus/schema/context';
import { schema } from '@casus/schema/schema';
import type { FastifyBaseLogger } from 'fastify';
import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import { useAdmission } from './admission/use-admission.ts';
import type { Executions } from '../operations/execution-metrics.ts';
import { OUR_FAULT } from '../http/errors.ts';
import { useErrorCodes } from './use-error-codes.ts';
import { useOperationNotes, type ServerContext } from './use-operation-notes.ts';
import { useReadableParameters } from './use-readable-parameters.ts';
import type { Limits } from './limits/limits.ts';
import { maskErrors } from './limits/mask-error.ts';
import { limitPlugins } from './limits/plugins.ts';
import { useWholeAnswers } from './limits/use-whole-answers.ts';
import type { KnownQuestions } from './known-questions.ts';
import type { ReadyAnswers } from './ready-answers.ts';
import { useEventBatches } from './use-event-batches.ts';
import { useCompiled } from './use-compiled.ts';

export type GraphQLServer = YogaServerInstance<ServerContext, Context>;

/** The schema over Yoga: what a document may ask is checked here, how it comes and goes in `http/`. */
export function createGraphQL(
  contextFor: (cancellation: AbortController) => Context,
  limits: Limits,
  readyFor: ReadyAnswers,
  questions: KnownQuestions,
  executions: Executions,
  log: FastifyBaseLogger,
): GraphQLServer {
  return createYoga<ServerContext, Context>({
    schema,
    context: ({ cancellation }) => contextFor(cancellation),
    graphiql: false,
    landingPage: false,
    plugins: [
      useReadableParameters(),
      useWholeAnswers(),
      useOperationNotes(),
      useErrorCodes(),
      ...limitPlugins(limits),
      useCompiled(readyFor, questions, executions),
      useEventBatches(contextFor),
      useAdmission(),
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
