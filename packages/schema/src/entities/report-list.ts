import { REPORT_ORDERS, reportsWhere, type ReportFilter } from '@casus/store/entities/report';
import { reports } from '@casus/store/tables/report';
import { builder } from '../builder.ts';
import { naming } from '../entities-named.ts';
import { badUserInput } from '../errors.ts';
import { namesOf } from '../global-id.ts';
import { publishedByArgument } from '../types/as-of.ts';
import { languageRefused } from '../types/codes.ts';
import { DateRange, daysOf } from '../types/date-range.ts';
import { instantOf } from '../types/scalars.ts';
import { FILTER_DESCRIPTION, listArguments, type Asked } from './list-arguments.ts';

export const ReportFilterInput = builder.inputType('ReportFilter', {
  description: FILTER_DESCRIPTION,
  fields: (t) => ({
    publishers: t.idList({ ...naming('Actor'), description: 'Published by one of these actors.' }),
    publishedDuring: t.field({
      type: DateRange,
      description: 'That may have been published on one of these days; undated ones never.',
    }),
    languages: t.stringList({
      description: 'Written in one of these languages, BCP 47; what is none is refused.',
    }),
    text: t.string({ description: 'With this in the title, in any case, accents or not.' }),
  }),
});

export const ReportOrderEnum = builder.enumType('ReportOrder', {
  description: 'The order of a list of reports; equals are in the order of their natural keys.',
  values: {
    LATEST_FIRST: { description: 'By when they were published, newest first; undated ones last.' },
    EARLIEST_FIRST: {
      description: 'By when they were published, oldest first; undated ones before all.',
    },
  },
});

/** The store's filter for what the client asked. */
export function reportFilterOf(
  filter: (typeof ReportFilterInput)['$inferInput'] | null | undefined,
): ReportFilter {
  if (!filter) return {};
  for (const tag of filter.languages ?? []) {
    const refusal = languageRefused(tag);
    if (refusal) throw badUserInput(`languages: ${refusal}`, 'languages');
  }
  return {
    ...filter,
    publishers: namesOf('Actor', filter.publishers),
    publishedDuring: daysOf(filter.publishedDuring, 'publishedDuring'),
  };
}

/** The arguments of every list of reports, beside those of a page. */
export const reportListArguments = {
  ...listArguments('reports', ReportFilterInput, ReportOrderEnum, 'LATEST_FIRST'),
  asOf: builder.args((t) => ({ asOf: t.field(publishedByArgument) })).asOf,
};

/** Reports, filtered and ordered as asked; as of a moment, those published by then. */
export const reportListing = ({
  filter,
  asOf,
  orderBy,
}: Asked<typeof ReportFilterInput, typeof ReportOrderEnum> & { asOf?: Date | null }) => ({
  table: reports,
  where: reportsWhere({ ...reportFilterOf(filter), publishedBy: asOf ? instantOf(asOf) : null }),
  order: REPORT_ORDERS[orderBy],
});
