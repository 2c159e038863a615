import { EXTERNAL_ID_SCHEMES, TIME_PRECISIONS } from '@casus/store/vocabulary';
import { isWebAddress } from '@casus/store/web-address';
import { z } from 'zod';
import type { ExternalIdEntry } from '../entry.ts';
import { isZone, readInstant, readTime, TimeUnreadable } from '../time.ts';

/**
 * An object in which a field nobody knows is an error that names those that there are.
 * @param shorthand what may be written in its stead, for one that has a shorter form.
 */
export function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape, shorthand?: string) {
  const allowed = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys') {
        return `there is no such field here: use one of ${allowed}`;
      }
      if (issue.code !== 'invalid_type' || !shorthand || issue.input === undefined)
        return undefined;
      return `${JSON.stringify(issue.input)} cannot be read: write ${shorthand}`;
    },
  });
}

export const text = z.string().trim().min(1);

export const id = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, {
  error: (issue) =>
    `“${String(issue.input)}” cannot be an id: use small letters, digits, dots and hyphens`,
});

/** A natural key given by hand, where the entity has one that cannot be made of its other fields. */
export const naturalKey = z.string().regex(/^(?:record|ucdp|iso):\S.*$/, {
  error: (issue) =>
    `“${String(issue.input)}” is not a natural key: begin it with record:, ucdp: or iso:`,
});

/** The id of something in the same folder or shared, or `<prefix>/<id>` of something in another. */
export const reference = z.string().regex(/^[a-z0-9][a-z0-9./-]*$/, {
  error: (issue) =>
    `“${String(issue.input)}” is not a reference: write an id, or <prefix>/<id> of another folder`,
});

/** Of something on the web, as it is to be linked to. */
export const address = text.refine(isWebAddress, {
  error: ({ input }) =>
    `${JSON.stringify(input)} is not an address of the web: write https://… or http://…`,
});

const languageTag = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/, 'is not a language tag: write ru, ky, tg …');

export const names = z.record(languageTag, text);

/** The record's own translations of texts of an entry, as they stand: whoever changes one changes them, too. */
export const translations = <Texts extends z.core.$ZodLooseShape>(texts: Texts) =>
  z.record(languageTag, strict(texts)).default({});

/** Those of one of the texts, by language; null without any. */
export function translationsOf<Text extends string>(
  given: Readonly<Record<string, { [Name in Text]?: string | undefined }>>,
  text: Text,
): Record<string, string> | null {
  const found = Object.entries(given).flatMap(([language, { [text]: translated }]) =>
    translated === undefined ? [] : [[language, translated] as const],
  );
  return found.length > 0 ? Object.fromEntries(found) : null;
}

const oneOrMore = z.preprocess(
  (value) => (Array.isArray(value) ? value : [value]),
  z.array(z.coerce.string()).min(1),
);

export const externalIds = z
  .partialRecord(
    z.enum(EXTERNAL_ID_SCHEMES, {
      error: (issue) =>
        `“${String(issue.input)}” is not a known scheme: write ${EXTERNAL_ID_SCHEMES.join(', ')}`,
    }),
    oneOrMore,
  )
  .transform((schemes): ExternalIdEntry[] =>
    EXTERNAL_ID_SCHEMES.flatMap((scheme) =>
      (schemes[scheme] ?? []).map((value) => ({ scheme, value })),
    ),
  );

/** Reads with `read`, whose complaint becomes an issue of the field. */
function readable<Output>(read: () => Output, ctx: z.RefinementCtx): Output {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TimeUnreadable)) throw error;
    ctx.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
}

// YAML reads a bare year as a number.
const date = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), text);

/** A time as bounds; a date alone stands for `{ date: … }` in UTC. */
export const time = z
  .preprocess(
    (value) => (typeof value === 'string' || typeof value === 'number' ? { date: value } : value),
    strict(
      {
        date: date.optional(),
        zone: text.optional(),
        earliest: text.optional(),
        latest: text.optional(),
        precision: z.enum(TIME_PRECISIONS).optional(),
      },
      'a date like 2022-09-16, or fields such as date and zone',
    ),
  )
  .transform((written, ctx) => readable(() => readTime(written), ctx));

export const instant = text.transform((written, ctx) => readable(() => readInstant(written), ctx));

export const zone = text.refine(isZone, 'is not a time zone: write an IANA name like Asia/Bishkek');

export const day = z.iso.date();
export const latitude = z.number().min(-90).max(90);
export const longitude = z.number().min(-180).max(180);
export const count = z.number().int().min(0);
