import type { PositionRefusal } from '@casus/store/history/position';
import { GraphQLError } from 'graphql';

const WHY: Record<PositionRefusal | 'MALFORMED', string> = {
  FOREIGN:
    'The position is one of another installation of Casus. Read what you follow here anew, together with position, and go on from there.',
  AHEAD:
    'The position is ahead of this record, which was set back to an older copy. Read what you follow anew, together with position, and go on from there.',
  MALFORMED:
    'X-Casus-At-Least is no position. Send one as an answer had it in X-Casus-Position, unchanged, or leave the header out.',
};

/** Nothing can be gone on from there. */
export function positionRefused(
  why: keyof typeof WHY,
  place: ConstructorParameters<typeof GraphQLError>[1] = {},
): GraphQLError {
  return new GraphQLError(WHY[why], { ...place, extensions: { code: 'POSITION_REFUSED' } });
}

/** When a database that is behind may have caught up, in seconds. */
const SOON = 1;

/** The databases that answer have not got to the position yet that was asked for. */
export function behind(): GraphQLError {
  return new GraphQLError(
    `The databases that answer are behind the position that was asked for. Try again in ${SOON} s.`,
    {
      extensions: {
        code: 'UNAVAILABLE',
        http: { status: 503, headers: { 'Retry-After': String(SOON) } },
      },
    },
  );
}

/** What was read is on a standby, and a failover to another could still take it back. */
export const UNCONFIRMED = `A part of the answer has not got to every database yet that may be read next. Try again in ${SOON} s.`;

export const unconfirmed = () =>
  new GraphQLError(UNCONFIRMED, {
    extensions: {
      code: 'UNAVAILABLE',
      http: { status: 503, headers: { 'Retry-After': String(SOON) } },
    },
  });
