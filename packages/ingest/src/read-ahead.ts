/**
 * Does one piece of work while the next is being made ready, never two at once, and leaves none
 * running behind when either fails: reading takes this processor, writing the database's.
 */
export async function readAhead<Piece>(
  pieces: AsyncIterable<Piece>,
  work: (piece: Piece) => Promise<void>,
): Promise<void> {
  let running = Promise.resolve();
  try {
    for await (const piece of pieces) {
      await running;
      running = work(piece);
      // Its failure is met where it is awaited; until then nobody else need hear of it.
      running.catch(() => {});
    }
  } finally {
    await running.catch(() => {});
  }
  await running;
}
