import { ofReport } from '@casus/store/entities/claim';
import { actors } from '@casus/store/tables/actor';
import { reports } from '@casus/store/tables/report';
import { builder } from '../builder.ts';
import { connectionTo } from '../connections.ts';
import { asOfArgument } from '../types/as-of.ts';
import { boundsOf, TimeBounds } from '../types/time-bounds.ts';
import { claimListCost, OF_ENTITY } from '../list-cost.ts';
import { boundsOfRow, byName, coalesce, listed, toOne } from '../pushdown/field-options.ts';
import { ClaimFilterInput, reportedClaimListing } from './claim-list.ts';
import { reportListArguments, reportListing } from './report-list.ts';

builder.node('Report', {
  description: 'A document in which claims stand: a news report, a statement, a bulletin.',
  id: { resolve: ({ key }) => key },
  loadOne: (key, { loaders }) => loaders.one(reports, key),
  fields: (t) => ({
    slug: t.string({
      description: 'Stands in addresses: a curated word, else the natural key.',
      resolve: ({ slug, key }) => slug ?? key,
      pushdown: coalesce(['slug', 'key']),
    }),
    title: t.exposeString('title', { description: 'Its title.' }),
    publisher: t.field({
      type: 'Actor',
      nullable: true,
      description: 'Who published it; null where the source does not tell.',
      ...toOne(actors, 'publisherKey'),
    }),
    publishedAt: t.field({
      type: TimeBounds,
      nullable: true,
      description: 'When it was published; null where the source gives no date.',
      resolve: (report) =>
        boundsOf(
          report.publishedEarliest,
          report.publishedLatest,
          report.publishedPrecision,
          report.publishedEdtf,
          report.publishedZone,
        ),
      pushdown: boundsOfRow('published'),
    }),
    url: t.expose('url', { type: 'URL', nullable: true, description: 'Where it can be read.' }),
    language: t.exposeString('language', {
      nullable: true,
      description: 'The language it is written in, BCP 47.',
    }),
    claims: t.connection(
      {
        type: 'Claim',
        description:
          'The claims that stand in it, in its own order. `claims(first: 50) { nodes { summary attribution { locator } } }`.',
        args: {
          filter: t.arg({
            type: ClaimFilterInput,
            description: 'Only claims that meet all of this.',
          }),
          asOf: t.arg(asOfArgument),
        },
        cost: claimListCost(OF_ENTITY),
        ...listed(reportedClaimListing, ofReport),
      },
      connectionTo('Claim'),
    ),
  }),
});

builder.queryFields((t) => ({
  report: t.field({
    type: 'Report',
    nullable: true,
    description:
      'A report by slug or natural key; null when there is none. `report(slug: "kgz-tjk-report-2022-09-16") { title claims(first: 50) { totalCount } }`.',
    args: { slug: t.arg.string({ required: true, description: 'A slug or a natural key.' }) },
    resolve: (_, { slug }, { loaders }) => loaders.named(reports, slug),
    pushdown: byName(reports),
  }),
  reports: t.connection(
    {
      type: 'Report',
      description:
        'Reports, the latest first unless asked otherwise. `reports(first: 10) { nodes { slug title publisher { name } } }`.',
      args: reportListArguments,
      ...listed(reportListing),
    },
    connectionTo('Report'),
  ),
}));
