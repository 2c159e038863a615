import { isPosition, type Position } from '@casus/store/history/position';
import { GraphQLError, GraphQLScalarType } from 'graphql';
import { builder } from '../builder.ts';

builder.addScalarType(
  'Position',
  new GraphQLScalarType<string, string>({
    name: 'Position',
    description:
      'A place in all that this installation has recorded, corrected or withdrawn, in the order in which it did: `7f3a9c21-00000000002a-0000000f4240`. Take it from an answer and give it back as it is. Of two the later is greater as text. Those of another installation are refused with POSITION_REFUSED.',
    coerceInputValue: String,
    coerceInputLiteral: (node) => ('value' in node ? String(node.value) : ''),
  }),
  {},
);

/** @throws GraphQLError POSITION_REFUSED for what has not the shape of one */
export function positionGiven(text: string, argument: string): Position {
  if (isPosition(text)) return text;
  throw new GraphQLError(
    `"${text.slice(0, 80)}" is no position. Take one from position, a change or the id of an event, and give it as it is.`,
    { extensions: { code: 'POSITION_REFUSED', argument } },
  );
}
