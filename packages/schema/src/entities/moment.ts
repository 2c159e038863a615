import {
  countMoments,
  momentRows,
  momentsOf,
  momentsTotal,
  type Moment as MomentOf,
} from '@casus/store/history/moment';
import { decodeCursor } from '@casus/store/lists/cursor';
import { selectedRow } from '@casus/store/pushdown/selected';
import { sql } from 'drizzle-orm';
import { builder } from '../builder.ts';
import { connectionOf } from '../connections.ts';
import { connectionFrom, sliceOf } from '../paging.ts';
import { selectedPage } from '../pushdown/field-options.ts';
import { ChronologicalOrder } from '../types/chronological-order.ts';

const Moment = builder.objectRef<MomentOf>('Moment').implement({
  description: 'A moment since when the record of a conflict answers otherwise than before.',
  fields: (t) => ({
    at: t.expose('at', {
      type: 'DateTime',
      description: 'The moment itself: give it as `asOf`.',
    }),
    asserted: t.exposeInt('asserted', {
      description:
        'How many claims were first certain then; 0 where an agreement’s hour came, or an event went over to another conflict.',
    }),
    withdrawn: t.exposeInt('withdrawn', { description: 'How many claims were taken back then.' }),
  }),
});

type Direction = (typeof ChronologicalOrder)['$inferInput'];

const orderOf = (orderBy: Direction) => ({
  name: `moments ${orderBy}`,
  descending: orderBy === 'LATEST_FIRST',
});

const COLUMNS = { at: 'instant', asserted: 'number', withdrawn: 'number' } as const;

const MomentConnection = connectionOf('Moment', 'moments', Moment);

builder.objectField('Conflict', 'moments', (t) =>
  t.connection(
    {
      type: Moment,
      description:
        'The moments at which something was said in its record, each once: between two of them every `asOf` gives the same answer. The stops of a slider that rewinds a page.',
      args: {
        orderBy: t.arg({
          type: ChronologicalOrder,
          required: true,
          defaultValue: 'EARLIEST_FIRST',
          description: 'In which direction of time.',
        }),
      },
      resolve: ({ key }, { orderBy, ...page }, { db, loaders, now }) => {
        const slice = sliceOf(page);
        const order = orderOf(orderBy);
        const moments = loaders.by(`moments ${JSON.stringify([orderBy, slice])}`, key, (keys) =>
          momentsOf(db, keys, now, order, slice),
        );
        return connectionFrom(
          slice,
          moments.then((page) => page!),
          async () => {
            const total = await loaders.by('countMoments', key, (keys) =>
              countMoments(db, keys, now),
            );
            return total!;
          },
        );
      },
      pushdown: selectedPage(
        ({ orderBy }: { orderBy: Direction }, { now, parent, slice, argument }) => {
          const { name, descending } = orderOf(orderBy);
          const instant = (cursor: string) => decodeCursor(cursor, name, 'instant')[0];
          const asked = {
            until: now,
            ascending: descending !== slice.forward,
            from: slice.cursor && argument(slice.cursor, instant),
          };
          return {
            order: name,
            rows: (limit) =>
              sql`select moment.*, text as sort_value, '' as key from (${momentRows(parent!, { ...asked, limit })}) moment`,
            rowAs: (alias) => selectedRow(alias, COLUMNS),
            total: () => momentsTotal(parent!, now),
          };
        },
      ),
    },
    MomentConnection,
  ),
);
