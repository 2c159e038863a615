import type { Connection, QueryConfig, QueryResult, Submittable } from 'pg';

/**
 * How a COPY is written whose rows are its one parameter, for statements to go through Drizzle; to
 * PostgreSQL that is a comment.
 */
const ROWS_FOLLOW = / from stdin -- \$1$/;

/** Whether the rows come with the statement; those of any other COPY nobody would send. */
export const bringsRows = ({ text }: Pick<QueryConfig, 'text'>): boolean => ROWS_FOLLOW.test(text);

/** Its types leave these out. */
type CopyingConnection = Connection & {
  sendCopyFromChunk(rows: Buffer): void;
  endCopyFrom(): void;
};

/**
 * A COPY into a table together with all its rows: nobody waits to be asked for them, so that it is one
 * batch for an engine that answers batch by batch.
 */
export class CopyIn implements Submittable {
  readonly #text: string;
  readonly #rows: Buffer;
  readonly #done = Promise.withResolvers<QueryResult>();
  #copied = 0;

  constructor(text: string, rows: Buffer) {
    this.#text = text;
    this.#rows = rows;
  }

  /** Resolves once the rows are in. */
  get done(): Promise<QueryResult> {
    return this.#done.promise;
  }

  submit(given: Connection): void {
    const connection = given as CopyingConnection;
    connection.query(this.#text);
    connection.sendCopyFromChunk(this.#rows);
    connection.endCopyFrom();
  }

  handleCopyInResponse(): void {}

  handleCommandComplete({ text }: { text: string }): void {
    this.#copied = Number(text.split(' ')[1]);
  }

  handleError(error: Error): void {
    this.#done.reject(error);
  }

  handleReadyForQuery(): void {
    this.#done.resolve({
      command: 'COPY',
      rowCount: this.#copied,
      oid: 0,
      fields: [],
      rows: [],
    });
  }
}
