import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was asked, when it came and when it was answered, milliseconds of one clock. */
export interface Question {
  address: string;
  asked: number;
  answered: number;
}

/** Long enough that what is asked after an answer cannot pass for having been asked beside it. */
const HELD_MS = 60;

/**
 * Stands before the API and remembers what a site asks of it. `GET /watched` gives the questions since
 * it was last asked for, and forgets them.
 */
export async function watchApi(api: string): Promise<{ address: string; server: Server }> {
  const questions: Question[] = [];
  const server = createServer((incoming, outgoing) => {
    if (incoming.url === '/watched') {
      outgoing.end(JSON.stringify(questions.splice(0)));
      return;
    }
    const question: Question = {
      address: incoming.url!,
      asked: performance.now(),
      answered: Infinity,
    };
    questions.push(question);
    const passed = request(
      new URL(incoming.url!, api),
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        setTimeout(() => {
          outgoing.writeHead(answer.statusCode!, answer.headers);
          answer.pipe(outgoing);
          answer.once('end', () => (question.answered = performance.now()));
        }, HELD_MS);
      },
    );
    passed.once('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  return { address: await listen(server), server };
}

/** An API that takes every question and answers none. */
export async function stallingApi(): Promise<{ address: string; server: Server }> {
  const server = createServer(() => {});
  return { address: await listen(server), server };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}
