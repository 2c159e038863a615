import type { CancelFlag } from './cancel-flag.ts';
import {
  ABANDON,
  cancelled,
  closeStatements,
  createClientReader,
  fatalError,
  NO_ENCRYPTION,
  readAnswer,
  underOwnNames,
  welcome,
} from './messages.ts';

/**
 * PGlite is one session of PostgreSQL: it answers one batch at a time. Null where the client gave the
 * batch up before it was run.
 */
export type RunBatch = (batch: Uint8Array, cancelFlag?: CancelFlag) => Promise<Uint8Array | null>;

/** How to reach a client. */
export interface Client {
  send(bytes: Uint8Array): void;
  /** Says goodbye to one who does not. */
  end(): void;
  /** How long it may keep all others waiting inside a transaction in which it does nothing, in ms. */
  patience?: number;
  /** How it gives up what it has sent. It sends whole statements, one at a time. */
  cancelFlag?: CancelFlag;
}

/** What a client sends, and that it is gone. */
export interface Seat {
  receive(bytes: Uint8Array): void;
  leave(): void;
}

export interface Turns {
  join(client: Client): Seat;
  /** Resolves when all who joined are gone, what they left open undone. */
  dismiss(): Promise<void>;
}

/**
 * Gives clients turns at one session, so that each has it as its own: a batch of messages runs as a
 * whole, and from the start of a transaction to its end nobody else's do. Who leaves in the middle
 * of one has it rolled back. Notifications go to everyone, whoever was answered with them.
 */
export function createTurns(run: RunBatch, parameters: Readonly<Record<string, string>>): Turns {
  const present = new Set<Client>();
  let waiting: { client: Client; batch: Uint8Array }[] = [];
  /** Prepared statements of those who left. */
  const forgotten: string[] = [];
  let joined = 0;
  let holder: Client | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let impatience: NodeJS.Timeout | undefined;

  function next() {
    const index = holder ? waiting.findIndex(({ client }) => client === holder) : 0;
    return waiting.splice(index, index < 0 ? 0 : 1)[0];
  }

  async function takeTurns(): Promise<void> {
    clearTimeout(impatience);
    if (holder && !present.has(holder)) {
      await run(ABANDON);
      holder = null;
    }
    if (!holder && forgotten.length > 0) await run(closeStatements(forgotten.splice(0)));
    for (let turn = next(); turn; turn = next()) {
      const { client, batch } = turn;
      const answer = (await run(batch, client.cancelFlag)) ?? cancelled(holder === client);
      const { inTransaction, notifications } = readAnswer(answer);
      holder = inTransaction === false ? null : client;
      if (present.has(client)) client.send(answer);
      else again = true;
      for (const other of present) {
        if (other !== client) for (const each of notifications) other.send(each);
      }
    }
    if (holder?.patience) impatience = setTimeout(dismiss, holder.patience, holder);
  }

  function proceed(): void {
    again = true;
    running ??= (async () => {
      while (again) {
        again = false;
        await takeTurns();
      }
      running = null;
    })();
  }

  function leave(client: Client): void {
    if (!present.delete(client)) return;
    waiting = waiting.filter((each) => each.client !== client);
    proceed();
  }

  function dismiss(client: Client): void {
    const words = `it did nothing for ${client.patience! / 1000} s in the middle of a transaction`;
    client.send(fatalError('25P03', words));
    client.end();
    leave(client);
  }

  return {
    join: (client) => {
      present.add(client);
      const prefix = `${++joined}/`;
      const statements = new Set<string>();
      return {
        receive: createClientReader((message) => {
          if (!present.has(client)) return;
          if (message.is === 'encryption request') client.send(NO_ENCRYPTION);
          else if (message.is === 'start') client.send(welcome(parameters));
          else if (message.is === 'end') client.end();
          else {
            const { bytes, named } = underOwnNames(message.bytes, prefix);
            for (const name of named) statements.add(name);
            waiting.push({ client, batch: bytes });
            proceed();
          }
        }),
        leave: () => {
          forgotten.push(...statements);
          statements.clear();
          leave(client);
        },
      };
    },
    dismiss: async () => {
      for (const client of present) {
        client.end();
        leave(client);
      }
      await running;
    },
  };
}
