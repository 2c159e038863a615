import { ENTITIES, type EntityName } from '@casus/store/entities/all';
import type { OutputType } from '@pothos/core';
import { builder, type SchemaTypes } from './builder.ts';

/** A count reads all that the filter lets through. */
const COUNT_COST = 10;

type Types = PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>;

/** The places of a field of a connection's nodes in what is selected of it. */
export const nodePlaces = (field: string): string[] => [`nodes.${field}`, `edges.node.${field}`];

/** A connection of a name of its own; `connectionTo` gives those of the entities. */
export function connectionOf<Type extends OutputType<Types>>(
  name: string,
  plural: string,
  type: Type,
) {
  return builder.connectionObject(
    {
      type,
      name: `${name}Connection`,
      description: `A page of ${plural}, with where it stands in the list.`,
      extensions: { trivialFields: ['edges', 'nodes', 'pageInfo'] },
      fields: (t) => ({
        totalCount: t.int({
          description: `How many ${plural} the whole list has, filters applied. Counted only when asked for. Costs ${COUNT_COST}.`,
          cost: COUNT_COST,
          resolve: ({ totalCount }) => (typeof totalCount === 'number' ? totalCount : totalCount()),
        }),
      }),
    },
    {
      name: `${name}Edge`,
      description: `One row of a list of ${plural}, with its cursor.`,
      extensions: { trivialFields: ['node', 'cursor'] },
    },
  );
}

type ConnectionTo<Name extends EntityName> = ReturnType<typeof connectionOf<Name>>;
const connections = new Map<EntityName, unknown>();

/** The connection of an entity, which all of its lists share. */
export function connectionTo<Name extends EntityName>(name: Name): ConnectionTo<Name> {
  const known = connections.get(name);
  if (known) return known as ConnectionTo<Name>;
  const connection = connectionOf(name, ENTITIES[name].plural, name);
  connections.set(name, connection);
  return connection;
}
