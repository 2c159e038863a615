/** A file of a format in a sentence, with its article: `an ACLED file`, `a UCDP GED file`, `a claims sheet`. */
export function calledFile(title: string): string {
  // Of the titles that begin with U all are said like “you”.
  const article = /^[aeio]/i.test(title) ? 'an' : 'a';
  return `${article} ${title}${title.endsWith('sheet') ? '' : ' file'}`;
}
