import { flagsOfDatasets, selectFlags, type FlagCount } from '@casus/store/entities/dataset';
import { ofDataset } from '@casus/store/entities/event';
import { ownedRows } from '@casus/store/pushdown/rows';
import { selectedRows } from '@casus/store/pushdown/selected';
import { selectRows } from '@casus/store/reading/read';
import { actors } from '@casus/store/tables/actor';
import { datasets } from '@casus/store/tables/dataset';
import { sql } from 'drizzle-orm';
import { builder } from '../builder.ts';
import { connectionTo } from '../connections.ts';
import { eventListCost, OF_DATASET } from '../list-cost.ts';
import { QualityFlagKind } from '../types/enums.ts';
import { TimeBounds } from '../types/time-bounds.ts';
import {
  boundsOfRow,
  byKey,
  everyRow,
  expression,
  listed,
  toKnown,
} from '../pushdown/field-options.ts';
import { Release } from './release.ts';
import { eventListArguments, eventListing } from './event-list.ts';

const DatasetFlag = builder.objectRef<FlagCount>('DatasetFlag').implement({
  description: 'One thing that is odd about events of a release, and how many bear it.',
  fields: (t) => ({
    kind: t.expose('kind', { type: QualityFlagKind, description: 'What is odd.' }),
    eventCount: t.exposeInt('eventCount', {
      description:
        'How many events bear it; one may bear several kinds. The filter `flags` of its events lists them.',
    }),
  }),
});

const AS_THEY_CAME_OUT = [datasets.releasedLatest, datasets.releasedEarliest, datasets.key];

builder.node('Dataset', {
  description:
    'One release of an established dataset, as it was imported here: its licence, its citation, and what became of its rows.',
  id: { resolve: ({ key }) => key },
  loadOne: (key, { loaders }) => loaders.one(datasets, key),
  fields: (t) => ({
    slug: t.exposeString('key', { description: 'The natural key, such as `ucdp:ged@22.1`.' }),
    name: t.exposeString('name', { description: 'What its provider calls it.' }),
    version: t.exposeString('version', { description: 'The release, as its provider numbers it.' }),
    provider: t.field({
      type: 'Actor',
      description: 'Who publishes it.',
      ...toKnown(actors, 'providerKey'),
    }),
    licence: t.exposeString('licence', { description: 'On what terms it may be used.' }),
    citation: t.exposeString('citation', { description: 'How its provider asks to be cited.' }),
    url: t.expose('url', { type: 'URL', nullable: true, description: 'Where it is published.' }),
    releasedAt: t.field({
      type: TimeBounds,
      description: "When it was released: the time at which its provider's claims were asserted.",
      resolve: (dataset) => ({
        earliest: dataset.releasedEarliest,
        latest: dataset.releasedLatest,
        precision: dataset.releasedPrecision,
        edtf: dataset.releasedEdtf,
        zone: null,
      }),
      pushdown: boundsOfRow('released', { zone: false }),
    }),
    importedAt: t.expose('importedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When this installation last imported it; null where only the record cites it.',
    }),
    rowsRead: t.exposeInt('rowsRead', { description: 'Rows in the file.' }),
    rowsKept: t.exposeInt('rowsKept', { description: 'Rows kept, odd ones too.' }),
    rowsFlagged: t.exposeInt('rowsFlagged', { description: 'Rows kept and flagged as odd.' }),
    flags: t.field({
      type: [DatasetFlag],
      rows: 10,
      cost: 500,
      description:
        'What is odd about the events that this release was the last to deliver, the most frequent first. `flags { kind eventCount }`. Costs 500.',
      resolve: async ({ key }, _, { db, loaders }) =>
        (await loaders.by('flagsOfDatasets', key, (keys) => flagsOfDatasets(db, keys))) ?? [],
      pushdown: expression((row, _, { alias, below }) =>
        selectedRows(
          selectFlags(row.column('key')),
          { alias: alias(), columns: { kind: 'text', eventCount: 'number' } },
          below,
        ),
      ),
    }),
    rowsRejected: t.exposeInt('rowsRejected', { description: 'Rows that could not be read.' }),
    releases: t.field({
      type: [Release],
      rows: 20,
      description:
        'All releases that this installation holds of the same series, which are one voice, in the order in which they came out. `releases { version issues { sha256 coversFrom coversTo complete } }`.',
      resolve: ({ series }, _, { loaders }) =>
        loaders.all(datasets, datasets.series, series, AS_THEY_CAME_OUT),
      pushdown: expression((row, _, { alias, below }) =>
        ownedRows(
          datasets,
          alias(),
          { owner: datasets.series, key: row.column('series'), orderBy: AS_THEY_CAME_OUT },
          below,
        ),
      ),
    }),
    events: t.connection(
      {
        type: 'Event',
        description: 'The events that this release was the last to deliver.',
        args: eventListArguments,
        cost: eventListCost(OF_DATASET),
        ...listed(eventListing, ofDataset),
      },
      connectionTo('Event'),
    ),
  }),
});

builder.queryFields((t) => ({
  dataset: t.field({
    type: 'Dataset',
    nullable: true,
    description:
      'A dataset release by natural key; null when there is none. `dataset(slug: "ucdp:ged@21.01.21.12") { name version citation }`.',
    args: { slug: t.arg.string({ required: true, description: 'A natural key.' }) },
    resolve: (_, { slug }, { loaders }) =>
      slug.includes('\0') ? null : loaders.one(datasets, slug),
    pushdown: byKey(datasets),
  }),
  datasets: t.field({
    type: ['Dataset'],
    rows: 20,
    description: 'The dataset releases that this installation holds, by name and version.',
    resolve: async (_, __, { db, loaders }) => {
      const order = sql`order by ${datasets.name}, ${datasets.version}`;
      const rows = await selectRows(db, datasets, order);
      return rows.map((row) => loaders.canonical(datasets, row));
    },
    pushdown: everyRow(datasets, [datasets.name, datasets.version]),
  }),
}));
