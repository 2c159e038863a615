/** Whose word it is, on the page's own terms: a body of side A, of side B, or of neither. */
export type Tone = 'a' | 'b' | 'n';

export type ToneOf = (actor: Body) => Tone;

interface Body {
  slug: string;
  partOf?: (Omit<Body, 'partOf'> & { partOf?: { slug: string } | null }) | null;
}

type Party = { side: 'A' | 'B'; actor: { slug: string } };

/**
 * The colour of each party, by its slug. A dataset lists under one side all who fight the other, be they
 * allies or enemies: a side of several has no colour, which would make one party of them.
 */
export function partyTones(parties: readonly Party[]): Map<string, Tone> {
  const alone = (side: Party['side']) =>
    parties.filter((party) => party.side === side).length === 1;
  return new Map(
    parties.map(({ side, actor }) => [actor.slug, alone(side) ? (side === 'A' ? 'a' : 'b') : 'n']),
  );
}

/** Maps an actor to its side's colour by what it is part of. */
export function tonesOf(parties: readonly Party[]): ToneOf {
  const sides = partyTones(parties);
  return (actor) =>
    sides.get(actor.slug) ??
    sides.get(actor.partOf?.slug ?? '') ??
    sides.get(actor.partOf?.partOf?.slug ?? '') ??
    'n';
}
