import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What can be told of a document by its text alone, of its largest operation. */
export interface Extent {
  /** Levels of fields, one under the other. What is asked of the schema itself is not counted. */
  depth: number;
  /** Fields and fragments selected, those of a fragment as often as it is spread. */
  breadth: number;
  /** Fields under another name, those of a fragment as often as it is spread. */
  aliases: number;
}

const NOTHING: Extent = { depth: 0, breadth: 0, aliases: 0 };

/**
 * Measures before validation, whose own work grows with the square of what is selected. So nothing
 * is known to be right yet: fragments may be missing or spread themselves, which validation tells.
 * Each fragment is measured once however often it is spread, or thirty fragments, each of which
 * spreads the next one twice, would take a thousand million steps.
 */
export function measure(document: DocumentNode): Extent {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  const measured = new Map<string, Extent>();

  function ofFragment(name: string): Extent {
    const cached = measured.get(name);
    if (cached) return cached;
    // Stands while the fragment is measured: one that spreads itself adds nothing.
    measured.set(name, NOTHING);
    const fragment = fragments.get(name);
    const extent = fragment ? ofSelections(fragment.selectionSet) : NOTHING;
    measured.set(name, extent);
    return extent;
  }

  function ofSelections({ selections }: SelectionSetNode): Extent {
    const total = { ...NOTHING };
    for (const selection of selections) {
      const field = selection.kind === Kind.FIELD ? selection : undefined;
      const under =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value)
          : selection.selectionSet
            ? ofSelections(selection.selectionSet)
            : NOTHING;
      const level = !field ? 0 : asksOfSchema(field.name.value) ? 1 - under.depth : 1;
      total.depth = Math.max(total.depth, under.depth + level);
      total.breadth += under.breadth + 1;
      total.aliases += under.aliases + (field?.alias ? 1 : 0);
    }
    return total;
  }

  return document.definitions.reduce<Extent>((largest, definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return largest;
    const extent = ofSelections(definition.selectionSet);
    return {
      depth: Math.max(largest.depth, extent.depth),
      breadth: Math.max(largest.breadth, extent.breadth),
      aliases: Math.max(largest.aliases, extent.aliases),
    };
  }, NOTHING);
}

/** The usual introspection query is deep, and validation bounds how deep such a query may be. */
export function asksOfSchema(field: string): boolean {
  return field === '__schema' || field === '__type';
}
