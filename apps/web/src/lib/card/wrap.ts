/** Lines no wider than `width`, at most `most` of them; what does not fit ends in an ellipsis. */
export function wrapped(
  text: string,
  width: number,
  most: number,
  measure: (text: string) => number,
): string[] {
  const words = text
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((word) => broken(word, width, measure));
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && measure(longer) <= width) lines[lines.length - 1] = longer;
    else if (lines.length < most) lines.push(word);
    else {
      lines[lines.length - 1] = shortened(lines.at(-1)!, width, measure);
      break;
    }
  }
  return lines;
}

function shortened(line: string, width: number, measure: (text: string) => number): string {
  let shortened = line;
  while (shortened && measure(`${shortened}…`) > width)
    shortened = shortened.slice(0, -1).trimEnd();
  return `${shortened}…`;
}

/** A word wider than the line is cut into pieces that are not. */
function broken(word: string, width: number, measure: (text: string) => number): string[] {
  if (measure(word) <= width) return [word];
  const pieces = [''];
  for (const character of word) {
    const piece = pieces.at(-1)! + character;
    if (measure(piece) <= width || pieces.at(-1) === '') pieces[pieces.length - 1] = piece;
    else pieces.push(character);
  }
  return pieces;
}
