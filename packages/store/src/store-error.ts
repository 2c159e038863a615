/** Why the store cannot be opened or used, in one line for a person. */
export class StoreError extends Error {
  override name = 'StoreError';
  readonly code: 'HELD' | 'UNREACHABLE' | 'UNUSABLE' | 'STOPPED' | 'FULL' | 'DAMAGED' | 'NEWER';

  constructor(code: StoreError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** PostgreSQL's query_canceled: the statement ran longer than `statementTimeout`. */
const GIVEN_UP = '57014';

/** Whether an error, or what caused it, is a statement that PostgreSQL gave up. */
export function statementGivenUp(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === GIVEN_UP) || statementGivenUp(error.cause);
}
