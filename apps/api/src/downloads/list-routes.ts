import { noSuchEntity } from '@casus/schema/entities-named';
import type { UnknownNames } from '@casus/store/entities/unknown-names';
import type { Store } from '@casus/store/open';
import { revisionOf } from '@casus/store/history/revision';
import { atOneMoment, type TextRow } from '@casus/store/lists/stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { HttpConfig } from '../http/config.ts';
import { entityTag, isNotModified } from '../http/entity-tag.ts';
import type { OwnAddress } from '../http/own-address.ts';
import { aboutFile, askedOf, fileNameOf, permalinkOf, selectionOf } from './about.ts';
import { csvMetadata } from './csv-metadata.ts';
import { csv } from './csv.ts';
import type { Format, Written } from './format.ts';
import { geojson } from './geojson.ts';
import { CLAIM_DOWNLOAD, EVENT_DOWNLOAD, type ListDownload } from './list-download.ts';
import { ndjson } from './ndjson.ts';
import { downloadSlots, type DownloadSlots } from './download-slots.ts';

type DownloadLimits = HttpConfig['downloads'];

/** What downloads are made with. */
interface Services {
  store: Store;
  unknownNames: UnknownNames;
  limits: DownloadLimits;
  ownAddress: OwnAddress;
  admitDownload: AdmitDownload;
}

/** `/events.csv` and its like: all of a list, with the filters of the API. */
export function listDownloads(app: FastifyInstance, services: Services): void {
  const inSlot = downloadSlots(services.limits);
  for (const download of [EVENT_DOWNLOAD, CLAIM_DOWNLOAD]) {
    for (const format of [csv, geojson, ndjson]) {
      app.route({
        method: ['GET', 'HEAD'],
        url: `/${download.name}.${format.name}`,
        handler: (request, reply) =>
          answer(request, reply, { ...services, download, format, inSlot }),
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
  inSlot: DownloadSlots;
}

/** Charges a download to its client. @throws GraphQLError RATE_LIMITED */
export type AdmitDownload = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { store, unknownNames, download, format, inSlot, limits, ownAddress, admitDownload }: Job,
): Promise<FastifyReply> {
  const { signal } = request.cancellation;
  const query = new URL(request.url, 'http://localhost').searchParams;
  const args = download.parameters.read(query);
  const picked = download.pick(args, new Date().toISOString());
  await admitDownload(request, reply);
  return inSlot(request.client, () =>
    atOneMoment({ name: store.name, db: store.withSignal(signal) }, async (db) => {
      const now = { name: store.name, db };
      const asked = askedOf(download.name, query);
      // As of a moment an answer changes only with the database; without one, with every second.
      void reply.header('cache-control', asked.asOf ? 'no-cache' : 'no-store');
      if (
        asked.asOf &&
        isNotModified(request, reply, entityTag(request.url, await revisionOf(db)))
      ) {
        return reply.code(304).send();
      }
      const [unknown] = await unknownNames(db, download.parameters.entitiesNamed(args));
      if (unknown) throw noSuchEntity(unknown);
      const selected = await picked.count(now);
      const base = ownAddress(request);
      const facts = { base, selected, selection: selectionOf(asked, selected), asOf: picked.asOf };
      const addresses = {
        permalink: permalinkOf(base, request.url, picked.asOf),
        documentation: `${base}/${download.name}.csv-metadata.json`,
      };
      void reply.type(format.contentType).headers({
        'content-disposition': `attachment; filename="${fileNameOf(asked, facts, format.name)}"`,
        link: [
          `<${addresses.permalink}>; rel="bookmark"`,
          `<${addresses.documentation}>; rel="describedby"; type="application/csvm+json"`,
        ].join(', '),
      });
      if (request.method === 'HEAD') return reply.send();
      const columns = download.columns.filter(({ notIn }) => !notIn?.includes(format.name));
      const about = aboutFile(asked, facts, addresses, columns);
      const written = format.write({ ...download, columns, file: facts, about });
      const cut = () => reply.raw.destroy();
      const file = patiently(chunks(written, picked.rows(now)), limits.stallSeconds, cut);
      const body = Readable.from(file, { objectMode: false });
      void reply.send(body);
      // The reading ends with the reader, who may leave at any moment; neither is a fault.
      await finished(body).catch(() => {});
      return reply;
    }),
  );
}

async function* chunks(
  { head, rows, tail }: Written,
  batches: AsyncGenerator<TextRow[]>,
): AsyncGenerator<string | Buffer> {
  yield head;
  let first = true;
  for await (const batch of batches) {
    yield rows(batch, first);
    first = false;
  }
  if (tail) yield tail;
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
