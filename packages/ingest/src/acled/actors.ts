import { oneLine, optionalName } from '../csv/cells.ts';
import { withoutFinalStop } from '../csv/final-stop.ts';
import type { Entry } from '../entry.ts';
import type { Row } from './columns.ts';
import { actorKey, outletKey } from './keys.ts';

type ActorEntry = Extract<Entry, { entity: 'actor' }>;

/** `inter1`, `inter2`: what kind of actor it is, by number or, since 2024, in words. */
const KINDS: Readonly<Record<string, ActorEntry['row']['kind']>> = {
  '1': 'ARMED_FORCE',
  'state forces': 'ARMED_FORCE',
  '2': 'ARMED_GROUP',
  'rebel group': 'ARMED_GROUP',
  '3': 'ARMED_GROUP',
  'political militia': 'ARMED_GROUP',
  '4': 'ARMED_GROUP',
  'identity militia': 'ARMED_GROUP',
  '7': 'CIVILIANS',
  civilians: 'CIVILIANS',
};

/** Who took part: one actor or two, of whom ACLED does not say which one attacked. */
export function readActors(row: Row): ActorEntry[] {
  const sides = [
    [optionalName(row, 'actor1'), row.inter1],
    [optionalName(row, 'actor2'), row.inter2],
  ] as const;
  return sides.flatMap(([name, inter]) =>
    name === null
      ? []
      : [
          {
            entity: 'actor' as const,
            row: {
              key: actorKey(name),
              name,
              kind: KINDS[inter.toLowerCase()] ?? ('UNCLASSIFIED' as const),
            },
          },
        ],
  );
}

const LONGEST_NAME = 300;

const shortened = (name: string) =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;

/** Whose reports ACLED coded the event from: `24.kg; Radio Liberty`. */
export function readOutlets({ source }: Row): ActorEntry[] {
  // By the name without a full stop: printed with it or without, it is the same outlet.
  const printed = source.split(';').map(oneLine).filter(Boolean);
  const spellings = Map.groupBy(printed, (name) => shortened(withoutFinalStop(name) || name));
  return [...spellings].map(([name, as]) => {
    const others = [...new Set(as.map(shortened))].filter((spelling) => spelling !== name);
    return {
      entity: 'actor',
      row: { key: outletKey(name), name, kind: 'MEDIA' },
      ...(others.length > 0 && {
        alsoNames: others.map((spelling) => ({
          entity: 'ACTOR' as const,
          name: spelling,
          language: 'und',
          source: 'ACLED',
        })),
      }),
    };
  });
}
