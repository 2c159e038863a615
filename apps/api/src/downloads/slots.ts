import { HttpError } from '../http/errors.ts';

/** Runs something in one of a few slots, or refuses where all are taken. */
export type Slots = <Answer>(run: () => Promise<Answer>) => Promise<Answer>;

/** A download keeps a connection to the database for as long as its reader takes. */
export function slots(most: number): Slots {
  let taken = 0;
  return async (run) => {
    if (taken >= most) {
      throw new HttpError(
        503,
        `${most} downloads are under way, as many as this server gives at once. Try again in a minute, or page through the API.`,
        60,
      );
    }
    taken += 1;
    try {
      return await run();
    } finally {
      taken -= 1;
    }
  };
}
