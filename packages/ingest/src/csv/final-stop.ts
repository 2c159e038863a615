/** Ends with a full stop of its own: “U.S. Army, H.Q.”, “Example Co.”. */
const ABBREVIATED =
  /(?:^|[\s.])(?:\p{L}{1,2}|Inc|Co|Ltd|Corp|Bros|Gen|Col|Brig|Sgt|Jr|Sr|etc)\.+$/u;

/** A name as it stands in a sentence: “Ministry of Defence.” is the ministry without the full stop, too; “H.Q.” keeps its own. */
export function withoutFinalStop(text: string): string {
  const name = text.replace(/[\s,:]+$/u, '');
  return ABBREVIATED.test(name) ? name : name.replace(/[\s.,:]+$/u, '');
}
