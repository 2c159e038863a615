import type { FastifyInstance } from 'fastify';
import type { OwnAddress } from '../http/own-address.ts';
import { croissant, dataPackage, dcat, type Listed } from './catalogue.ts';
import { FORMATS, TABLE_FORMATS } from './column.ts';
import { CLAIM_DOWNLOAD, EVENT_DOWNLOAD } from './list-download.ts';
import { CHANGE_TABLE } from './tables/changes-table.ts';
import { STATISTICS_TABLE } from './tables/statistics-table.ts';
import { WHOLE_TABLES } from './tables/tables.ts';

/** All that can be had whole. A comparison of releases cannot: which two is for the reader to say. */
const LISTS: readonly Listed[] = [
  ...[EVENT_DOWNLOAD, CLAIM_DOWNLOAD].map((list) => ({ ...list, formats: FORMATS })),
  ...WHOLE_TABLES.map((table) => ({ ...table, formats: TABLE_FORMATS })),
  {
    ...STATISTICS_TABLE,
    formats: TABLE_FORMATS,
    asked: 'by=YEAR,COUNTRY,VIOLENCE',
    hasKey: false,
  },
  { ...CHANGE_TABLE, formats: TABLE_FORMATS, asked: 'clock=RECORDED' },
];

const FILES = {
  '/datapackage.json': ['application/json; charset=utf-8', dataPackage],
  '/croissant.json': ['application/ld+json; charset=utf-8', croissant],
  '/catalogue.jsonld': ['application/ld+json; charset=utf-8', dcat],
} as const;

/** What downloads there are and what is in them, in the words of those who find and read data by program. */
export function catalogues(app: FastifyInstance, ownAddress: OwnAddress): void {
  for (const [address, [type, describe]] of Object.entries(FILES)) {
    app.get(address, (request, reply) =>
      reply
        .type(type)
        .header('cache-control', 'public, max-age=3600')
        .send(JSON.stringify(describe(ownAddress(request), LISTS))),
    );
  }
}
