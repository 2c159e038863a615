import { GraphQLError, GraphQLScalarType, Kind, print } from 'graphql';
import {
  GraphQLCountryCode,
  GraphQLDate,
  GraphQLDateTime,
  GraphQLLatitude,
  GraphQLLongitude,
  GraphQLTimeZone,
  GraphQLURL,
} from 'graphql-scalars';
import { builder } from '../builder.ts';
import { badUserInput } from '../errors.ts';
import { countryCode } from './codes.ts';

/**
 * The library's scalar for what comes in; what goes out is the store's value as it is. The library
 * would turn each text into an object and back, and a day into an instant that may be another day.
 */
function asStored(
  scalar: GraphQLScalarType,
  description: string,
  /** What to write instead of what is none. */
  advice = '',
): GraphQLScalarType {
  const advised = <Value>(parse: () => Value): Value => {
    try {
      return parse();
    } catch (error) {
      if (!advice || !(error instanceof Error)) throw error;
      throw new GraphQLError(`${error.message} ${advice}`, { originalError: error });
    }
  };
  return new GraphQLScalarType({
    name: scalar.name,
    description,
    ...(scalar.specifiedByURL && { specifiedByURL: scalar.specifiedByURL }),
    coerceInputValue: (value) => advised(() => scalar.parseValue(value)),
    // The library's degrees refuse a whole number that is written without a point.
    coerceInputLiteral: (node) =>
      advised(() =>
        node.kind === Kind.INT
          ? scalar.parseValue(Number(node.value))
          : scalar.parseLiteral(node, undefined),
      ),
    coerceOutputValue: (value) => value,
  });
}

const CountryCode = new GraphQLScalarType({
  name: GraphQLCountryCode.name,
  coerceInputValue: countryCode,
  coerceInputLiteral: (node) => countryCode('value' in node ? node.value : print(node)),
});

const scalars = {
  DateTime: asStored(
    GraphQLDateTime,
    'An instant in ISO 8601 with its offset, such as 2022-09-16T16:00:00+06:00. Answers are in UTC, with milliseconds.',
    'Write an instant with its offset, such as 2022-09-16T23:59:59Z.',
  ),
  Date: asStored(
    GraphQLDate,
    'A day of the Gregorian calendar in ISO 8601, such as 2022-09-16.',
    'Write a day such as 2022-09-16.',
  ),
  URL: asStored(GraphQLURL, 'An absolute address of the web.'),
  Latitude: asStored(GraphQLLatitude, 'Degrees north of the equator, WGS 84, −90 to 90.'),
  Longitude: asStored(GraphQLLongitude, 'Degrees east of Greenwich, WGS 84, −180 to 180.'),
  CountryCode: asStored(CountryCode, 'A country by its ISO 3166-1 alpha-2 code, such as KG.'),
  TimeZone: asStored(GraphQLTimeZone, 'A time zone by its IANA name, such as Asia/Bishkek.'),
};

for (const [name, scalar] of Object.entries(scalars)) {
  builder.addScalarType(name as keyof typeof scalars, scalar, {});
}

/** The moment a field is asked for as the store compares it: the request's own without one. */
export function momentOf<Now>(asOf: Date | null | undefined, { now }: { now: Now }): string | Now {
  return asOf ? instantOf(asOf) : now;
}

/** The moment among a field's arguments; null where none is given. */
export function asOfGiven({ asOf }: { asOf?: unknown }): string | null {
  return asOf instanceof Date ? instantOf(asOf) : null;
}

/** An instant argument as the store compares it. */
export function instantOf(instant: Date): string {
  const text = instant.toISOString();
  // Beyond these years ISO 8601 needs a sign, and PostgreSQL another era.
  if (!/^\d{4}-/.test(text) || text.startsWith('0000')) {
    throw badUserInput(`${text} is not a time of the years 0001 to 9999.`);
  }
  return text;
}

/** A day argument as the store compares it. */
export function dayOf(day: Date | null | undefined): string | null {
  return day ? instantOf(day).slice(0, 10) : null;
}

/** The country codes that a filter asks for, as they are stored. */
export function codesOf(codes: readonly string[] | null | undefined): string[] | null {
  return codes?.map((code) => code.toUpperCase()) ?? null;
}
