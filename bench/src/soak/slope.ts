/** How much y grows with one more of x, by least squares. */
export function slopeOf(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  let [over, under] = [0, 0];
  for (const [at, value] of x.entries()) {
    over += (value - meanX) * (y[at]! - meanY);
    under += (value - meanX) ** 2;
  }
  return under === 0 ? 0 : over / under;
}
