import type { Card } from '#lib/card/draw.server.ts';
import type { TypedDocumentString } from '../../../../gql/graphql.ts';
import { m } from '#paraglide/messages.js';

/** The words above the title, the title, and the parts of the line below it. */
type CardText = readonly [kicker: string, title: string, ...line: (string | null | undefined)[]];

/** How the card of an entity is made: what is asked of the API, and the text made of the answer. */
export interface EntityCard<Data = object> {
  query: TypedDocumentString<Data, { slug: string }>;
  /** Null where there is nothing of that slug. */
  draw(data: Data): Card | null;
}

export const entityCard = <Data>(
  query: EntityCard<Data>['query'],
  textOf: (data: Data) => CardText | null,
): EntityCard<Data> => ({
  query,
  draw: (data) => {
    const text = textOf(data);
    if (!text) return null;
    const [kicker, title, ...line] = text;
    // A place that is its own country, and a party named twice, are said once.
    return { kicker, title, line: [...new Set(line.filter(Boolean))].join(' · ') };
  },
});

/** What the card of a page without a thing of its own says. */
export const siteCard = (): Card => ({
  kicker: '',
  title: 'Casus',
  line: m.tools_about_site(),
});
