/** Why the store cannot be opened or used, in one line for a person. */
export class StoreError extends Error {
  override name = 'StoreError';
  readonly code:
    | 'HELD'
    | 'UNREACHABLE'
    | 'UNUSABLE'
    | 'STOPPED'
    | 'FULL'
    | 'DAMAGED'
    | 'NEWER'
    | 'GIVEN_UP'
    | 'OUTCOME_UNKNOWN';

  constructor(code: StoreError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** PostgreSQL's query_canceled: the statement ran longer than `statementTimeout`, or was not wanted any more. */
const QUERY_CANCELED = '57014';

/** Whether an error, or what caused it, is a statement that was given up. */
export function statementGivenUp(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && (error.code === QUERY_CANCELED || error.code === 'GIVEN_UP')) return true;
  return statementGivenUp(error.cause);
}
