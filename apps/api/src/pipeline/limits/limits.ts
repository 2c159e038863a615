/** How much one request may ask for; set by the environment, explained in the README. */
export interface Limits {
  depth: number;
  breadth: number;
  aliases: number;
  tokens: number;
  cost: number;
  /** Fields and bytes that one answer may have. */
  answerFields: number;
  answerBytes: number;
  /** Operations in one request. */
  batch: number;
  /** Subscriptions open at once, of all clients together. */
  subscriptions: number;
  /** Of one client. */
  subscriptionsPerClient: number;
  /** Milliseconds until a request is given up. */
  timeout: number;
}
