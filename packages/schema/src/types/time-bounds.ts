import type { TimePrecision as Precision } from '@casus/store/vocabulary';
import { builder } from '../builder.ts';
import { TimePrecision } from './enums.ts';

export interface Bounds {
  earliest: string;
  latest: string;
  precision: Precision;
  edtf: string;
  zone: string | null;
}

export const TimeBounds = builder.objectRef<Bounds>('TimeBounds').implement({
  description:
    'A time as it is known: bounds between which the truth lies, both inclusive, and how the source puts it.',
  fields: (t) => ({
    earliest: t.expose('earliest', {
      type: 'DateTime',
      description: 'Not before this instant, UTC.',
    }),
    latest: t.expose('latest', {
      type: 'DateTime',
      description: 'Not after this instant, UTC. What `asOf` compares with.',
    }),
    precision: t.expose('precision', {
      type: TimePrecision,
      description: 'How closely it is known.',
    }),
    edtf: t.exposeString('edtf', {
      description:
        'The time in Extended Date/Time Format (ISO 8601-2), such as 2021-04-28/2021-05-01.',
    }),
    zone: t.expose('zone', {
      type: 'TimeZone',
      nullable: true,
      description: 'The zone whose days or hours the source means; null for UTC or unknown.',
    }),
  }),
});

/** Bounds out of a row's columns; null where the row has none. */
export function boundsOf(
  earliest: string | null,
  latest: string | null,
  precision: Precision | null,
  edtf: string | null,
  zone: string | null,
): Bounds | null {
  return earliest && latest && precision && edtf
    ? { earliest, latest, precision, edtf, zone }
    : null;
}
