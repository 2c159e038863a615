/**
 * As `Promise.all`; but of several questions that fail it is the first of the list that tells why, and not the
 * quickest: a page that is refused is refused alike each time.
 */
export async function allAsked<const Answers extends readonly unknown[]>(asked: {
  readonly [Index in keyof Answers]: Promise<Answers[Index]> | Answers[Index];
}): Promise<Answers> {
  const settled = await Promise.allSettled(asked);
  const failed = settled.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
  return settled.map(
    (each) => (each as PromiseFulfilledResult<unknown>).value,
  ) as unknown as Answers;
}
