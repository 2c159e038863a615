/** What cannot be pushed down to the database; the resolvers answer it. */
export class NotPushedDown extends Error {
  override name = 'NotPushedDown';
  /** Fields, such as `Conflict.figures`, or what else stands in the way. */
  readonly reasons: readonly string[];

  constructor(...reasons: readonly string[]) {
    super(`cannot be pushed down: ${reasons.join(', ')}`);
    this.reasons = reasons;
  }
}
