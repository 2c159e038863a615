import type { ExecutionResult } from 'graphql';

type Data = ExecutionResult['data'];

/**
 * A result whose data is JSON already: its text is sent as it came. A plugin may read and change `data`
 * as that of any other result; from then on `data` is what is sent.
 */
export class SerialisedResult implements ExecutionResult {
  declare data: Data;
  declare errors?: ExecutionResult['errors'];
  declare extensions?: ExecutionResult['extensions'];
  readonly json: string;
  /** Yoga writes a result with this, where it has one. */
  readonly stringify: (result: ExecutionResult) => string;

  /** Without `data`, it is parsed from the JSON when something reads it. */
  constructor(json: string, data?: Data) {
    this.json = json;
    let isRead = false;
    // On the object itself, so that `{ ...result }` has it too.
    Object.defineProperty(this, 'data', {
      enumerable: true,
      get: () => {
        isRead = true;
        return (data ??= JSON.parse(json) as Data);
      },
      set: (changed: Data) => {
        isRead = true;
        data = changed;
      },
    });
    this.stringify = (result) => {
      const { errors, extensions } = result;
      if (isRead || errors) return JSON.stringify({ errors, data: result.data, extensions });
      return `{"data":${json}${extensions ? `,"extensions":${JSON.stringify(extensions)}` : ''}}`;
    };
  }
}
