/** Does one piece of work after the other, in the order in which they are given. */
export function createTurns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    // Who gave the work hears of its failure; the next piece is done all the same.
    last = turn.catch(() => {});
    return turn;
  };
}
