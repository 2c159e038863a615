/** What an address that leads nowhere may have meant: the words of its last part, where it has any. */
export function searchTermsIn(pathname: string): string | null {
  const last = pathname.split('/').findLast(Boolean) ?? '';
  const words =
    decoded(last)
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? '';
  return words.length >= 2 ? words : null;
}

/** As it was typed, where it is no address at all. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
