const AND = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** "UCDP", "UCDP and ACLED", "UCDP, ACLED and GDELT". */
export function listText(names: readonly string[]): string {
  return AND.format(names);
}
