/** Something that a person can set right; printed as it is, without a stack. */
export class Stop extends Error {
  override name = 'Stop';
}
