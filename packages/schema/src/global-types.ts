import type {
  FieldNullability,
  InputFieldMap,
  InputShapeFromFields,
  SchemaTypes,
  TypeParam,
} from '@pothos/core';
import type { Cost, Rows } from './cost.ts';
import type { PricePlugin } from './price-plugin.ts';
import type { PushdownOption } from './pushdown/options.ts';
import type { PushdownPlugin } from './pushdown/pushdown-plugin.ts';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      price: PricePlugin<Types>;
      pushdown: PushdownPlugin<Types>;
    }

    export interface FieldOptions<
      Types extends SchemaTypes = SchemaTypes,
      ParentShape = unknown,
      Type extends TypeParam<Types> = TypeParam<Types>,
      Nullable extends FieldNullability<Type> = FieldNullability<Type>,
      Args extends InputFieldMap = InputFieldMap,
      ResolveShape = unknown,
      ResolveReturnShape = unknown,
    > {
      cost?: Cost;
      /**
       * Of a list without pages, which has to have it: how many rows its cost is counted with. Few
       * lists are longer; where they are, the answer's budget is spent by the rows there are.
       */
      rows?: Rows;
      /** How the database answers the field by itself; without it only its resolver does. */
      pushdown?: PushdownOption<ParentShape, InputShapeFromFields<Args>>;
    }
  }
}

declare module 'graphql' {
  interface GraphQLObjectTypeExtensions<_TSource, _TContext> {
    /** Fields that a plugin gives resolvers, though the row has what they read. */
    trivialFields?: readonly string[];
  }

  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    pushdown?: PushdownOption;
  }
}
