import { createShares } from '@casus/serving/shares';
import { join, type Recorded } from './feed.server.ts';

/**
 * So many may wait at once, and so many of one reader; each holds a connection open.
 *
 * @throws ShareTaken
 */
export const takePlace = createShares({ total: 1000, perClient: 20 });

/** Events that a reader has not taken, before it is let go: it asks again and is told what it missed. */
const MOST_UNREAD = 200;
const PING_MS = 20_000;
/** By then the API has surely begun to tell, so that what came before can be asked for without a gap. */
const BEGUN_MS = 1000;

/**
 * The claims of a conflict as they are recorded, as server-sent events. `missed` asks for those since
 * the reader last heard. It ends when the reader goes, when the API ends it, and when the reader does
 * not keep up; whoever still wants to know asks again.
 */
export function follow(
  conflict: string,
  missed: () => Promise<readonly Recorded[]>,
  leavePlace: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let leave = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let open = true;
        const end = () => {
          if (!open) return;
          leave();
          controller.close();
        };
        const send = (text: string) => {
          if (!open) return;
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) <= 0) end();
        };
        const tell = (claim: Recorded) => send(`event: claim\ndata: ${JSON.stringify(claim)}\n\n`);
        const part = join(conflict, { tell, end });
        const ping = setInterval(() => send(':\n\n'), PING_MS);
        const begun = setTimeout(() => {
          missed().then((claims) => claims.forEach(tell), end);
        }, BEGUN_MS);
        leave = () => {
          open = false;
          leavePlace();
          clearInterval(ping);
          clearTimeout(begun);
          part();
          leave = () => {};
        };
        send(':\n\n');
      },
      cancel: () => leave(),
    },
    { highWaterMark: MOST_UNREAD },
  );
}
