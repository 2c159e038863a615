import type { Shape, Variables } from '../shapes/shape.ts';

/** How a peer is started, asked and understood. */
export interface Peer {
  name: string;
  title: string;
  /** The process to start; it listens on PORT of 127.0.0.1 and reads the database at DATABASE_URL. */
  command: (at: { port: number; databaseUrl: string }) => {
    script: string;
    args: readonly string[];
    env: Record<string, string>;
  };
  path: string;
  /** What to send; null where the peer cannot express the shape. */
  ask: (shape: Shape, variables: Variables) => string | null;
  /** The answer in the form of Casus's answer to the shape's document. */
  read: (shape: Shape, answer: unknown) => unknown;
}
