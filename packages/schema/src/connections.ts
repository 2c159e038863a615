import type { ObjectRef, UnionRef } from '@pothos/core';
import { builder, type SchemaTypes } from './builder.ts';
import {
  Actor,
  Agreement,
  Claim,
  Conflict,
  Dyad,
  Event,
  Place,
  Report,
  SearchHit,
} from './refs.ts';

/** A count reads all that the filter lets through. */
const COUNT_COST = 10;

type Types = PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>;

export function connectionOf<Row>(
  name: string,
  plural: string,
  type: ObjectRef<Types, Row> | UnionRef<Types, Row>,
) {
  return builder.connectionObject(
    {
      type,
      name: `${name}Connection`,
      description: `A page of ${plural}, with where it stands in the list.`,
      fields: (t) => ({
        totalCount: t.int({
          description: `How many ${plural} the whole list has, filters applied. Counted only when asked for. Costs ${COUNT_COST}.`,
          cost: COUNT_COST,
          resolve: ({ totalCount }) => (typeof totalCount === 'number' ? totalCount : totalCount()),
        }),
      }),
    },
    { name: `${name}Edge`, description: `One row of a list of ${plural}, with its cursor.` },
  );
}

export const ActorConnection = connectionOf('Actor', 'actors', Actor);
export const AgreementConnection = connectionOf('Agreement', 'agreements', Agreement);
export const ClaimConnection = connectionOf('Claim', 'claims', Claim);
export const ConflictConnection = connectionOf('Conflict', 'conflicts', Conflict);
export const EventConnection = connectionOf('Event', 'events', Event);
export const DyadConnection = connectionOf('Dyad', 'dyads', Dyad);
export const PlaceConnection = connectionOf('Place', 'places', Place);
export const ReportConnection = connectionOf('Report', 'reports', Report);
export const SearchConnection = connectionOf('Search', 'hits', SearchHit);
