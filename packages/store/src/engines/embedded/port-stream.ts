import { Duplex } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';

/**
 * A message port in the shape of the socket that `pg` expects. `open` gives the port when a client
 * connects, or throws; `lost` says why the other side closed it.
 */
export function createPortStream(open: () => MessagePort, lost: () => Error): Duplex {
  let port: MessagePort | undefined;

  function send(chunks: readonly Uint8Array[]): void {
    // A buffer of its own: what is transferred is gone for the sender, with all that shares it.
    const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    port!.postMessage(bytes, [bytes.buffer]);
  }

  const stream = new Duplex({
    read: () => {},
    write: (chunk: Uint8Array, _encoding, done) => {
      send([chunk]);
      done();
    },
    writev: (chunks, done) => {
      send(chunks.map(({ chunk }) => chunk as Uint8Array));
      done();
    },
    final: (done) => {
      port?.close();
      done();
    },
    destroy: (error, done) => {
      port?.close();
      done(error);
    },
  });

  return Object.assign(stream, {
    connect: () => {
      try {
        port = open();
      } catch (error) {
        stream.destroy(error as Error);
        return;
      }
      port.on('message', (bytes: Uint8Array<ArrayBuffer>) =>
        stream.push(Buffer.from(bytes.buffer)),
      );
      port.on('close', () => stream.destroy(stream.writableEnded ? undefined : lost()));
      process.nextTick(() => stream.emit('connect'));
    },
    setNoDelay: () => {},
    setKeepAlive: () => {},
    ref: () => port?.ref(),
    unref: () => port?.unref(),
  });
}
