import { RateLimiterMemory } from 'rate-limiter-flexible';

/** Requests of a client since its minute began, and how long that lasts, in ms. */
export interface Counted {
  current: number;
  ttl: number;
}

const SECONDS = 60;

/** Counts what each client asks in a minute, which begins with its first request; refuses nothing. */
export function countRequests(): (client: string) => Promise<Counted> {
  const counter = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: SECONDS });
  return async (client) => {
    const { consumedPoints, msBeforeNext } = await counter.penalty(client, 1);
    return { current: consumedPoints, ttl: msBeforeNext };
  };
}
