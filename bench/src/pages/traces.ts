import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the API did for one page. */
export interface Work {
  questions: string[];
  /** Each statement with how long it was waited for, in ms. */
  statements: { text: string; ms: number }[];
}

/** A collector of OpenTelemetry's traces, to which the API tells each question and statement. */
export interface Traces {
  environment: Record<string, string>;
  /** What was done since it was last asked. */
  taken: () => Promise<Work>;
  close: () => void;
}

interface Span {
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: { stringValue?: string } }[];
}

interface Exported {
  resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
}

/** How often the API sends what it has, in ms. */
const EVERY = 200;
/** Nothing more comes for an answer once nothing has come for so long, in ms. */
const QUIET = 2_000;

export async function collectTraces(): Promise<Traces> {
  let spans: Span[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { resourceSpans } = JSON.parse(body) as Exported;
      spans.push(
        ...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
      );
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    environment: {
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `http://127.0.0.1:${port}/v1/traces`,
      OTEL_BSP_SCHEDULE_DELAY: String(EVERY),
    },
    taken: async () => {
      for (let seen = 0; spans.length === 0 || spans.length > seen;) {
        seen = spans.length;
        await new Promise((resolve) => setTimeout(resolve, QUIET));
      }
      const all = spans;
      spans = [];
      return {
        questions: all.flatMap((span) => attributeOf(span, 'graphql.operation.name') ?? []),
        statements: all.flatMap((span) => {
          const text = attributeOf(span, 'db.query.text');
          const ns = BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano);
          return text === undefined ? [] : [{ text, ms: Number(ns) / 1e6 }];
        }),
      };
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const attributeOf = ({ attributes }: Span, name: string): string | undefined =>
  attributes.find(({ key }) => key === name)?.value.stringValue;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
