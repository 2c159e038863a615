/** Whose word it is, on the page's own terms: a body of side A, of side B, or of neither. */
export type Tone = 'a' | 'b' | 'n';

export type ToneOf = (actor: Body) => Tone;

interface Body {
  slug: string;
  partOf?: (Omit<Body, 'partOf'> & { partOf?: { slug: string } | null }) | null;
}

/** Maps an actor to its side's colour by what it is part of. */
export function tonesOf(parties: readonly { side: 'A' | 'B'; actor: { slug: string } }[]): ToneOf {
  const sides = new Map(
    parties.map(({ side, actor }) => [actor.slug, side === 'A' ? 'a' : 'b'] as const),
  );
  return (actor) =>
    sides.get(actor.slug) ??
    sides.get(actor.partOf?.slug ?? '') ??
    sides.get(actor.partOf?.partOf?.slug ?? '') ??
    'n';
}
