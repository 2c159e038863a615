/** Why the store could not be opened, in one line for a person. */
export class StoreError extends Error {
  override name = 'StoreError';
  readonly code: 'HELD' | 'UNREACHABLE' | 'UNUSABLE';

  constructor(code: StoreError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
