import {
  getOperationAST,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Whether an operation asks for the position of its answer. Where several statements answer it, that has to be read
 * before the rest: what is committed in between would be behind the position, and not in the answer.
 */
export function asksPosition(
  document: DocumentNode,
  operationName: string | null | undefined,
): boolean {
  const fragments = new Map(
    document.definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment.selectionSet]),
  );
  const isAmong = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === 'position';
      return isAmong(
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : fragments.get(selection.name.value),
      );
    }) ?? false;
  return isAmong(getOperationAST(document, operationName)?.selectionSet);
}
