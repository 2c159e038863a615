import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type SchemaTypes,
} from '@pothos/core';
import '../global-types.ts';
import { answeredFromRows, type Resolver } from './brought.ts';
import type { PushdownKind, PushdownOption } from './options.ts';

type Field = PothosOutputFieldConfig<SchemaTypes>;

const isObject = ({ type: { kind } }: Field) => kind === 'Object';
const isList = ({ type: { kind } }: Field) => kind === 'List';
const isOfRoot = ({ parentType }: Field) => parentType === 'Query';
const takesSlug = ({ args }: Field) => 'slug' in args;

/** What a field has to be for its option to be true. */
const FITS: Record<PushdownKind, (field: Field) => boolean> = {
  row: isObject,
  rows: isList,
  linked: isList,
  composed: (field) => isObject(field) || isList(field),
  derived: (field) => !isOfRoot(field),
  page: (field) => isObject(field) && 'first' in field.args,
  selectedPage: (field) => isObject(field) && 'first' in field.args,
  byName: (field) => isOfRoot(field) && isObject(field) && takesSlug(field),
  byKey: (field) => isOfRoot(field) && isObject(field) && takesSlug(field),
  everyRow: (field) => isOfRoot(field) && isList(field),
  expression: (field) => !isOfRoot(field),
  rootExpression: isOfRoot,
  byId: (field) => isOfRoot(field) && 'id' in field.args,
  byIds: (field) => isOfRoot(field) && 'ids' in field.args,
  sameRow: isObject,
  asOf: ({ args }) => 'asOf' in args,
  coalesce: ({ type: { kind } }) => kind === 'Scalar' || kind === 'Enum',
};

/** Keeps how fields are pushed down for who compiles operations, and refuses what cannot be true. */
export class PushdownPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(
    field: PothosOutputFieldConfig<Types>,
  ): PothosOutputFieldConfig<Types> {
    const { pushdown } = field.pothosOptions as { pushdown?: PushdownOption };
    if (!pushdown) return field;
    if (!FITS[pushdown.kind](field as unknown as Field)) {
      throw new Error(
        `${field.parentType}.${field.name} is of kind ${field.type.kind}: it cannot be pushed down as "${pushdown.kind}".`,
      );
    }
    return { ...field, extensions: { ...field.extensions, pushdown } };
  }

  override wrapResolve(resolve: Resolver, field: PothosOutputFieldConfig<Types>): Resolver {
    const { pushdown } = field.pothosOptions as { pushdown?: PushdownOption };
    return pushdown ? answeredFromRows(pushdown, resolve) : resolve;
  }
}

const pluginName = 'pushdown';
SchemaBuilder.registerPlugin(pluginName, PushdownPlugin);
export { pluginName as pushdownPlugin };
