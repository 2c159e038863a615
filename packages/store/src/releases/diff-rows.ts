import { sql } from 'drizzle-orm';
import { SPLIT_COLUMNS } from '../events/death-split.ts';
import { itemList, readSelected, type TextRow } from '../lists/stream.ts';
import type { Store } from '../open.ts';
import { fromDiffering, type DiffRequest } from './differing.ts';

const ENDS = ['before', 'after'] as const;
const ESTIMATE = ['low', 'best', 'high'] as const;
const PARTS = Object.values(SPLIT_COLUMNS);
const FIGURES = [...ESTIMATE, ...PARTS] as const;

/** What a row of a comparison tells, in its order. */
export const DIFF_CELLS = [
  'key',
  'slug',
  'name',
  'edtf',
  'kinds',
  'placeName',
  ...ENDS.flatMap((end) => [
    `${end}Release`,
    `${end}Issue`,
    ...FIGURES.map((figure) => `${end}${figure}`),
    `${end}ConflictKey`,
    `${end}ConflictName`,
    `${end}CountryName`,
  ]),
  ...FIGURES.map((figure) => `net${figure}`),
  'datasetKey',
] as const;

/** Each event of which two releases say something else, those that move most deaths first. Inside `atOneMoment`. */
export function diffRows(
  store: Pick<Store, 'name' | 'db'>,
  request: DiffRequest,
): AsyncGenerator<TextRow[]> {
  const ofEnds = ENDS.flatMap((end) => [
    `differing.${end}_release as "${end}Release"`,
    `differing.${end}_issue as "${end}Issue"`,
    ...ESTIMATE.map((figure) => `differing.${end}_${figure} as "${end}${figure}"`),
    // Of no event the parts are none, by which the difference is told; the event itself has no parts.
    ...PARTS.map(
      (part) =>
        `case when differing.${end}_release is not null then differing.${end}_${part} end as "${end}${part}"`,
    ),
    `differing.${end}_conflict as "${end}ConflictKey"`,
    `${end}_conflicts.name as "${end}ConflictName"`,
    `${end}_countries.name as "${end}CountryName"`,
  ]);
  const named = ENDS.map(
    (
      end,
    ) => `left join conflicts ${end}_conflicts on ${end}_conflicts.key = differing.${end}_conflict
      left join places ${end}_countries on ${end}_countries.key = differing.${end}_country`,
  );
  const select = sql`select differing.key, coalesce(event.slug, event.key) as slug, event.name, event.edtf,
      ${itemList(sql.raw('differing.kinds'))} as kinds, place.name as "placeName", ${sql.raw(ofEnds.join(', '))},
      ${sql.raw(FIGURES.map((figure) => `differing.${figure} as "net${figure}"`).join(', '))},
      coalesce(differing.after_release, differing.before_release) as "datasetKey"
    from differing join events event on event.key = differing.key
      left join places place on place.key = event.place_key ${sql.raw(named.join(' '))}
    order by abs(differing.best) desc, differing.key desc`;
  return readSelected(store, DIFF_CELLS, fromDiffering(request, select));
}
