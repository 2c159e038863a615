import { noSuchEntities } from '@casus/schema/entities-named';
import type { UnknownNames } from '@casus/store/entities/unknown-names';
import { revisionOf } from '@casus/store/history/revision';
import { atOneMoment } from '@casus/store/lists/stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { HttpConfig } from '../http/config.ts';
import { entityTag, isNotModified, strongTag } from '../http/entity-tag.ts';
import { errorBody } from '../http/errors.ts';
import type { OwnAddress } from '../http/own-address.ts';
import { aboutFile, askedOf, fileNameOf, permalinkOf, selectionOf } from './about.ts';
import { csvMetadata } from './csv-metadata.ts';
import { csv } from './csv.ts';
import { chunksOf, type Format } from './format.ts';
import { geojson } from './geojson.ts';
import { CLAIM_DOWNLOAD, EVENT_DOWNLOAD, type ListDownload } from './list-download.ts';
import { ndjson } from './ndjson.ts';
import { parquet } from './parquet.ts';
import { TABLES } from './tables/tables.ts';
import type { DownloadSlots } from './download-slots.ts';
import {
  isSentPlain,
  measure,
  measuring,
  partOf,
  rangeAsked,
  type ByteRange,
  type Measured,
} from './resuming.ts';

type DownloadLimits = HttpConfig['downloads'];

/** What downloads are made with. */
interface Services {
  unknownNames: UnknownNames;
  limits: DownloadLimits;
  ownAddress: OwnAddress;
  admitDownload: AdmitDownload;
  inSlot: DownloadSlots;
}

/** `/events.csv` and its like: all of a list, with the filters of the API. */
export function listDownloads(app: FastifyInstance, services: Services): void {
  const files: [ListDownload, readonly Format[]][] = [
    ...[EVENT_DOWNLOAD, CLAIM_DOWNLOAD].map((list): [ListDownload, readonly Format[]] => [
      list,
      [csv, geojson, ndjson, parquet],
    ]),
    ...TABLES.map((table): [ListDownload, readonly Format[]] => [table, [csv, parquet]]),
  ];
  for (const [download, formats] of files) {
    for (const format of formats) {
      app.route({
        method: ['GET', 'HEAD'],
        url: `/${download.name}.${format.name}`,
        handler: (request, reply) => answer(request, reply, { ...services, download, format }),
      });
    }
    app.get(`/${download.name}.csv-metadata.json`, (_request, reply) =>
      reply
        .type('application/csvm+json; charset=utf-8')
        .header('cache-control', 'public, max-age=3600')
        .send(JSON.stringify(csvMetadata(download.name, download.columns))),
    );
  }
}

interface Job extends Services {
  download: ListDownload;
  format: Format;
}

/** Charges a download to its client. @throws GraphQLError RATE_LIMITED */
export type AdmitDownload = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { unknownNames, download, format, inSlot, limits, ownAddress, admitDownload }: Job,
): Promise<FastifyReply> {
  const { signal } = request.cancellation;
  const query = new URL(request.url, 'http://localhost').searchParams;
  const args = download.parameters.read(query);
  const now = new Date().toISOString();
  const picked = download.pick(args, now);
  const moment = { asOf: picked.asOf, now };
  await admitDownload(request, reply);
  const { source, database } = await request.read();
  return inSlot(request.client, () =>
    atOneMoment({ name: source.name, db: database(signal) }, async (db) => {
      const at = { name: source.name, db };
      const asked = askedOf(download.name, query, moment);
      // As of a moment an answer changes only with the database; without one, with every second.
      void reply.header('cache-control', asked.asOf ? 'no-cache' : 'no-store');
      const isPlain = isSentPlain(request);
      let tag: string | null = null;
      if (asked.asOf) {
        tag = (isPlain ? strongTag : entityTag)(request.url, await revisionOf(db));
        if (isNotModified(request, reply, tag)) return reply.code(304).send();
      }
      const unknown = await unknownNames(db, download.parameters.entitiesNamed(args));
      const [refusal] = await noSuchEntities(db, unknown.slice(0, 1), picked.asOf);
      if (refusal) throw refusal;
      const selected = await picked.count(at);
      const base = ownAddress(request);
      const facts = { base, selected, selection: selectionOf(asked, selected), asOf: picked.asOf };
      const addresses = {
        permalink: permalinkOf(base, request.url, moment),
        documentation: `${base}/${download.name}.csv-metadata.json`,
      };
      void reply.type(format.contentType).headers({
        'content-disposition': `attachment; filename="${fileNameOf(asked, facts, format.name)}"`,
        link: [
          ...(addresses.permalink ? [`<${addresses.permalink}>; rel="bookmark"`] : []),
          `<${addresses.documentation}>; rel="describedby"; type="application/csvm+json"`,
        ].join(', '),
        'x-casus-rows': selected.matched,
        'accept-ranges': tag === null ? 'none' : 'bytes',
      });
      if (request.method === 'HEAD') return reply.send();
      const columns = download.columns.filter(({ notIn }) => !notIn?.includes(format.name));
      const about = aboutFile(asked, facts, addresses, columns);
      const write = () =>
        chunksOf(format.write({ ...download, columns, file: facts, about }), picked.rows(at));
      const range = tag === null ? null : rangeAsked(request, tag);
      const sent = range
        ? await sendPart(reply, write, range)
        : sendWhole(request, reply, write(), isPlain);
      if (sent === null) return reply;
      const cut = () => reply.raw.destroy();
      const file = patiently(sent, limits.stallSeconds, cut);
      const body = Readable.from(file, { objectMode: false });
      void reply.send(body);
      // The reading ends with the reader, who may leave at any moment; neither is a fault.
      await finished(body).catch(() => {});
      return reply;
    }),
  );
}

type FileChunks = AsyncGenerator<string | Buffer>;

/** The whole file, with its digest after it: who has no digest has no whole file. */
function sendWhole(
  request: FastifyRequest,
  reply: FastifyReply,
  file: FileChunks,
  isPlain: boolean,
): FileChunks {
  // HTTP/1.0 knows no trailers. What is compressed has an end of its own, which its reader checks.
  if (!isPlain || request.raw.httpVersion === '1.0') return file;
  let measured: Measured | undefined;
  void reply.trailer('repr-digest', (_reply, _payload, done) => done(null, measured?.digest ?? ''));
  return measuring(file, (all) => (measured = all));
}

/** The rest of a file that broke off; null where there is none, which is answered. */
async function sendPart(
  reply: FastifyReply,
  write: () => FileChunks,
  { from, to }: ByteRange,
): Promise<FileChunks | null> {
  const { bytes, digest } = await measure(write());
  if (from >= bytes) {
    const message = `The file has ${bytes} bytes, so none from byte ${from} on: it is whole already, or another one.`;
    void reply.removeHeader('content-disposition');
    await reply
      .code(416)
      .type('application/json; charset=utf-8')
      .headers({ 'content-range': `bytes */${bytes}`, 'repr-digest': digest })
      .send(JSON.stringify(errorBody(416, message)));
    return null;
  }
  const last = Math.min(to ?? bytes - 1, bytes - 1);
  void reply.code(206).headers({
    'content-range': `bytes ${from}-${last}/${bytes}`,
    'content-length': last - from + 1,
    'repr-digest': digest,
  });
  return partOf(write(), { from, to: last });
}

/** Reads no further than the reader takes, and gives up on one who takes nothing for so long. */
async function* patiently(
  chunks: AsyncGenerator<string | Buffer>,
  seconds: number,
  giveUp: () => void,
): AsyncGenerator<string | Buffer> {
  for await (const chunk of chunks) {
    const patience = setTimeout(giveUp, seconds * 1000);
    try {
      yield chunk;
    } finally {
      clearTimeout(patience);
    }
  }
}
