/** One line of a Containerfile, those that it continues on included. */
export interface Instruction {
  word: string;
  rest: string;
}

/** An image that is made on the way, or the last, which is the one that is wanted. */
export interface Stage {
  name: string | null;
  instructions: Instruction[];
}

export function stagesOf(containerfile: string): Stage[] {
  const stages: Stage[] = [];
  for (const { word, rest } of instructionsOf(containerfile)) {
    if (word === 'FROM') {
      stages.push({ name: / AS (\S+)$/i.exec(rest)?.[1] ?? null, instructions: [] });
    } else {
      stages.at(-1)!.instructions.push({ word, rest });
    }
  }
  return stages;
}

function instructionsOf(containerfile: string): Instruction[] {
  return containerfile
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, word = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line.trim()) ?? [];
      return { word: word.toUpperCase(), rest };
    });
}

/** `ENV A=1 B="two words"`. */
export function variablesOf(rest: string): Record<string, string> {
  return Object.fromEntries(
    [...rest.matchAll(/(\w+)=(?:"([^"]*)"|(\S+))/g)].map(([, name, quoted, plain]) => [
      name,
      quoted ?? plain,
    ]),
  );
}
