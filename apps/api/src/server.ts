import type { Context } from '@casus/schema/context';
import { schema as casusSchema } from '@casus/schema/schema';
import { createUnknownNames } from '@casus/store/entities/unknown-names';
import { createLoaders } from '@casus/store/reading/loaders';
import type { Store } from '@casus/store/open';
import { openReading } from '@casus/store/engines/reading';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import { archives } from './archives/routes.ts';
import { createAdmission } from './pipeline/admission/admission.ts';
import { admitRequests } from './pipeline/admission/admit-request.ts';
import type { Config } from './config.ts';
import { answerDownload } from './downloads/answer-route.ts';
import { catalogues } from './downloads/catalogue-routes.ts';
import { entityDownloads } from './downloads/entity-routes.ts';
import { downloadSlots, sharesOfDownloads } from './downloads/download-slots.ts';
import { listDownloads } from './downloads/list-routes.ts';
import { schemaFiles } from './downloads/schema-routes.ts';
import { countExecutions } from './operations/execution-metrics.ts';
import { changesFeed } from './feeds/changes-feed.ts';
import { feeds } from './feeds/feed-routes.ts';
import { sharedClaimFeed } from './pipeline/context/claim-feed.ts';
import { sharedReferenceCaches } from './pipeline/context/reference-cache.ts';
import { createGraphQL, type ContextFor, type PipelineOptions } from './pipeline/yoga.ts';
import { identifyClients } from './http/clients.ts';
import { compressAnswers } from './http/compression.ts';
import { nameContract } from './http/contract-header.ts';
import { shareAcrossOrigins } from './http/cors.ts';
import { drainRefused } from './http/drain.ts';
import {
  answerBadAddress,
  answerErrorsAsJson,
  answerUnreadable,
  requireHost,
} from './http/errors.ts';
import { graphqlRoute } from './http/graphql-route.ts';
import { measureDatabases } from './operations/database-metrics.ts';
import { serveHealth } from './operations/health.ts';
import { measureRequests } from './operations/metrics.ts';
import { answerNotFound } from './http/not-found.ts';
import { ownAddress } from './http/own-address.ts';
import { playground } from './playground/playground.ts';
import { limitRate } from './http/rate-limit.ts';
import { refuseRestricted } from './http/restricted.ts';
import { requestId, sendRequestId } from './http/request-id.ts';
import { logRequests } from './operations/request-log.ts';
import { addReadings } from './http/reading.ts';
import { addRequestSignals } from './http/request-signal.ts';
import { sendSecurityHeaders } from './http/security-headers.ts';
import { trackStopping } from './operations/stop.ts';
import { logListeners } from './operations/listener-log.ts';
import { answerBudget } from './pipeline/limits/answer-budget.ts';
import type { Tracing } from './tracing/open.ts';
import { OWN_LIMITS } from './workers/shared-limits.ts';
import { offerMetrics } from './workers/worker.ts';
import type { AskPrimary } from './workers/limits-of-worker.ts';
import { publishWorkedQuestions, WORKED_QUESTIONS } from './playground/worked-questions.ts';

/** What a process may have beside its database. */
export interface Surroundings {
  /** Of a worker: keeps the limits of all workers, and adds up their metrics. */
  primary?: AskPrimary | undefined;
  tracing?: Tracing | null | undefined;
}

/** The API over HTTP: GraphQL and its playground at /graphql, and how it fares at /health, /ready and /metrics. */
export async function createServer(
  store: Store,
  {
    host,
    apiPort,
    archiveDir,
    logLevel,
    http,
    limits,
    admission: admissionConfig,
  }: Pick<Config, 'host' | 'apiPort' | 'archiveDir' | 'logLevel' | 'http' | 'limits' | 'admission'>,
  pipeline: PipelineOptions = {},
  { primary, tracing }: Surroundings = {},
): Promise<FastifyInstance> {
  const app = fastify({
    logger: { level: logLevel },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    bodyLimit: http.maxBodyBytes,
    trustProxy: http.trustProxy.length > 0 && http.trustProxy,
    clientErrorHandler: answerUnreadable,
    frameworkErrors: answerBadAddress,
    // Who sends half a request, headers or body, is answered 408.
    requestTimeout: http.requestSeconds * 1000,
    http: {
      requireHostHeader: false,
      headersTimeout: http.requestSeconds * 1000,
      connectionsCheckingInterval: Math.min(http.requestSeconds * 500, 5_000),
    },
    forceCloseConnections: 'idle',
    // What comes over an open connection while the process stops is answered like any other.
    return503OnClosing: false,
  });
  const ownAddressOf = ownAddress({ publicUrl: http.publicUrl, host, port: apiPort });

  // Order matters: each learns only of the routes that come after it.
  answerErrorsAsJson(app);
  drainRefused(app);
  requireHost(app);
  trackStopping(app);
  addRequestSignals(app);
  addReadings(app, store.sources);
  sendRequestId(app);
  tracing?.traceRequests(app);
  sendSecurityHeaders(app);
  nameContract(app, pipeline.schema ?? casusSchema);
  logRequests(app);
  identifyClients(app, http);
  const shared = primary?.limits ?? OWN_LIMITS;
  await limitRate(app, http.rateLimit, shared.countRequest);
  answerNotFound(app);
  await shareAcrossOrigins(app, http.corsOrigins);
  await compressAnswers(app, http.compressFromBytes);
  const restrictions = await refuseRestricted(app, store, http.serveRestricted);

  const admission = createAdmission(admissionConfig, limits.cost, store.name, shared);
  const admitRequest = admitRequests(
    admission,
    shared.shares('subscriptions', {
      // Those of one process are bounded where they begin.
      total: primary ? limits.subscriptions : Infinity,
      perClient: limits.subscriptionsPerClient,
    }),
  );
  const registry = measureRequests(app, admission, primary?.metrics);
  if (primary) offerMetrics(registry);
  serveHealth(app, store);
  const references = sharedReferenceCaches(app, store.sources);
  measureDatabases(registry, store.sources, references);
  logListeners(app, store.sources);
  const feed = sharedClaimFeed(app, store, limits.subscriptions, restrictions);
  const contextFor: ContextFor = (reading, { signal }, now = new Date().toISOString()): Context => {
    const db = reading.database(signal);
    return {
      db,
      loaders: createLoaders(db, references.of(reading)),
      signal,
      now,
      readAt: reading.readAt,
      budget: answerBudget(limits),
      followClaims: feed.follow,
      lastEventId: null,
    };
  };
  const readAt = (position: string) => openReading(store.sources, position);
  const executions = countExecutions(registry, app.log);
  const unknownNames = createUnknownNames();
  const yoga = createGraphQL(
    { contextFor, readAt, limits, unknownNames, executions, log: app.log },
    tracing ? { ...pipeline, plugins: [...(pipeline.plugins ?? []), tracing.plugin] } : pipeline,
  );
  graphqlRoute(app, yoga, {
    playground: playground({
      title: 'Casus playground',
      defaultTabs: WORKED_QUESTIONS.map(({ query }) => ({ query })),
    }),
    cacheSeconds: http.cacheSeconds,
    admitRequest,
  });
  listDownloads(app, {
    unknownNames,
    inSlot: downloadSlots(shared.shares('downloads', sharesOfDownloads(http.downloads))),
    limits: http.downloads,
    ownAddress: ownAddressOf,
    // A whole list is as much as the dearest question.
    admitDownload: (request, reply) => admitRequest(request, reply).charge(limits.cost),
  });
  entityDownloads(app, yoga, ownAddressOf, admitRequest);
  answerDownload(app, yoga, admitRequest);
  feeds(app, yoga, ownAddressOf, admitRequest);
  changesFeed(app, yoga, ownAddressOf, admitRequest);
  schemaFiles(app);
  catalogues(app, ownAddressOf);
  archives(app, archiveDir, ownAddressOf);
  publishWorkedQuestions(app);
  app.get('/', (_request, reply) => reply.redirect(yoga.graphqlEndpoint));
  return app;
}
