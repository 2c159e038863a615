import type { GraphQLError } from 'graphql';

/** What one answer may have: the same for each way in which an operation is answered. */
export interface AnswerBudget {
  /** Bytes of the answer's JSON. */
  readonly bytes: number;
  /** Bounds the fields of the answer by what its operation costs. */
  price(cost: number): void;
  /**
   * Takes fields that are about to be answered.
   * @throws GraphQLError once there are more than the answer may have
   */
  takeFields(fields: number): void;
  /**
   * Checks the length of the answer.
   * @throws GraphQLError where it is longer than it may be
   */
  takeBytes(bytes: number): void;
  /** The same for the next answer to the operation, where a subscription has many. */
  renewed(): AnswerBudget;
  /** Why the answer was given up, which is then all of the answer; null while it is within its bounds. */
  readonly refusal: GraphQLError | null;
}
