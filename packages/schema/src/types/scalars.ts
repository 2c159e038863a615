import { GraphQLScalarType } from 'graphql';
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

/**
 * The library's scalar for what comes in; what goes out is the store's text as it is. The library
 * would turn each into an object and back, and a day into an instant that may be another day.
 */
function asStored(scalar: GraphQLScalarType): GraphQLScalarType {
  return new GraphQLScalarType({
    name: scalar.name,
    description: scalar.description,
    ...(scalar.specifiedByURL && { specifiedByURL: scalar.specifiedByURL }),
    coerceInputValue: (value) => scalar.parseValue(value),
    coerceInputLiteral: (node) => scalar.parseLiteral(node, undefined),
    coerceOutputValue: String,
  });
}

builder.addScalarType('DateTime', asStored(GraphQLDateTime), {});
builder.addScalarType('Date', asStored(GraphQLDate), {});
builder.addScalarType('URL', asStored(GraphQLURL), {});
builder.addScalarType('Latitude', GraphQLLatitude, {});
builder.addScalarType('Longitude', GraphQLLongitude, {});
builder.addScalarType('CountryCode', GraphQLCountryCode, {});
builder.addScalarType('TimeZone', GraphQLTimeZone, {});

/** An instant argument as the store compares it. */
export function momentOf(asOf: Date | null | undefined): string | null {
  return asOf?.toISOString() ?? null;
}

/** A day argument as the store compares it. */
export function dayOf(day: Date | null | undefined): string | null {
  return day?.toISOString().slice(0, 10) ?? null;
}
