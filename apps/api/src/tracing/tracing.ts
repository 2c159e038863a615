import {
  defaultTextMapGetter,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { FastifyInstance } from 'fastify';
import { getOperationAST, type ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import packageFile from '../../package.json' with { type: 'json' };
import type { Tracing } from './open.ts';
import { samplerOf } from './sampler.ts';

/** Asked every few seconds by machines: they would hide what people ask. */
const UNTRACED = new Set(['/health', '/ready', '/metrics']);

/** A statement for a whole answer may be longer; its beginning tells it. */
const TEXT_LENGTH = 10_000;

/**
 * Whose work something is, is told by the signal that ends it: each request has its own, which its context and
 * the statements that it sends carry anyway.
 */
type Parents = WeakMap<AbortSignal, Context>;

/** The exporter reads where to send them, and with which headers, from the environment itself. */
export function createTracing(environment: Record<string, string | undefined>): Tracing {
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(
        resourceFromAttributes({
          'service.name': 'casus-api',
          'service.version': packageFile.version,
        }),
      )
      .merge(detectResources({ detectors: [envDetector] })),
    sampler: samplerOf(environment['OTEL_TRACES_SAMPLER'], environment['OTEL_TRACES_SAMPLER_ARG']),
    spanLimits: { attributeValueLengthLimit: TEXT_LENGTH },
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  const tracer = provider.getTracer('casus', packageFile.version);
  const parents: Parents = new WeakMap();
  return {
    traceRequests: (app) => traceRequests(app, tracer, parents),
    plugin: traceOperations(tracer, parents),
    traceStatement: async (signal, text, run) => {
      const parent = signal && parents.get(signal);
      if (!parent) return run();
      const span = tracer.startSpan(
        keywordOf(text),
        {
          kind: SpanKind.CLIENT,
          // Values are sent apart and stay apart.
          attributes: { 'db.system.name': 'postgresql', 'db.query.text': text },
        },
        parent,
      );
      return ending(span, run);
    },
    close: () => provider.shutdown(),
  };
}

const keywordOf = (text: string) => /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? 'statement';

async function ending<Result>(span: Span, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).name });
    throw error;
  } finally {
    span.end();
  }
}

/** A span for each request, which goes on with the trace that its header `traceparent` names; its log lines name the trace. */
function traceRequests(app: FastifyInstance, tracer: Tracer, parents: Parents): void {
  const propagator = new W3CTraceContextPropagator();
  app.addHook('onRequest', (request, reply, done) => {
    const { method, routeOptions, headers, id, cancellation } = request;
    const route = routeOptions.url;
    if (route !== undefined && UNTRACED.has(route)) return done();
    const parent = propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
    const span = tracer.startSpan(
      route === undefined ? method : `${method} ${route}`,
      {
        kind: SpanKind.SERVER,
        attributes: {
          'http.request.method': method,
          ...(route !== undefined && { 'http.route': route }),
          'casus.request_id': id,
        },
      },
      parent,
    );
    parents.set(cancellation.signal, trace.setSpan(ROOT_CONTEXT, span));
    const { traceId, spanId } = span.spanContext();
    request.log = reply.log = request.log.child({ trace_id: traceId, span_id: spanId });
    reply.raw.once('close', () => {
      span.setAttribute('http.response.status_code', reply.statusCode);
      if (reply.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    done();
  });
}

/** A span for each operation; the statements sent while it is executed are its children. */
function traceOperations(tracer: Tracer, parents: Parents): Plugin {
  return {
    onExecute({ args }) {
      const { document, operationName, contextValue } = args as ExecutionArgs;
      const { signal } = contextValue as { signal: AbortSignal };
      const parent = parents.get(signal);
      if (!parent) return undefined;
      const operation = getOperationAST(document, operationName);
      const type = operation?.operation ?? 'operation';
      const name = operation?.name?.value;
      const span = tracer.startSpan(
        name === undefined ? type : `${type} ${name}`,
        {
          attributes: {
            'graphql.operation.type': type,
            ...(name !== undefined && { 'graphql.operation.name': name }),
          },
        },
        parent,
      );
      parents.set(signal, trace.setSpan(ROOT_CONTEXT, span));
      return {
        onExecuteDone({ result }) {
          parents.set(signal, parent);
          const codes = 'errors' in result ? (result.errors ?? []) : [];
          if (codes.length > 0) {
            span.setStatus({
              code: SpanStatusCode.ERROR,
              message: String(codes[0]?.extensions?.['code']),
            });
          }
          span.end();
        },
      };
    },
  };
}
