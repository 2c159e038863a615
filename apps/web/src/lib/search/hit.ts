import { m } from '#paraglide/messages.js';
import { graphql } from '../../gql/gql.ts';
import type { SearchHitFragment, SearchType } from '../../gql/graphql.ts';
import { entityPath } from '../address/paths.ts';
import { boundsText } from '../format/times.ts';
import { dyadName } from '../language/dyad-name.ts';
import { readName } from '../language/translation.ts';
import { ACTOR_KIND, AGREEMENT_KIND, PLACE_KIND } from '../vocabulary/kinds.ts';
import { wordOf } from '../vocabulary/words.ts';

export const SearchHitDocument = graphql(`
  fragment SearchHit on SearchHit {
    type
    match
    matchedText
    node {
      __typename
      ... on Actor {
        slug
        name(language: $language)
        actorKind: kind
        country {
          name(language: $language)
          countryCode
        }
      }
      ... on Agreement {
        slug
        name
        nameTranslation(language: $language)
        agreementKind: kind
        conflict {
          name(language: $language)
        }
      }
      ... on Claim {
        slug
        summary
        summaryTranslation(language: $language)
        kind
        stance
        assertedAt {
          earliest
          latest
          precision
          zone
        }
        claimant {
          name(language: $language)
        }
      }
      ... on Conflict {
        slug
        name(language: $language)
        places {
          name(language: $language)
          countryCode
        }
      }
      ... on Dyad {
        slug
        ...DyadName
        fought: conflict {
          name(language: $language)
        }
      }
      ... on Event {
        slug
        name
        nameTranslation(language: $language)
        withdrawnAt
        time {
          earliest
          latest
          precision
          zone
        }
        location {
          place {
            name(language: $language)
            countryCode
          }
          country {
            name(language: $language)
            countryCode
          }
        }
      }
      ... on Place {
        slug
        name(language: $language)
        placeKind: kind
        parent {
          name(language: $language)
          countryCode
        }
        country {
          name(language: $language)
          countryCode
        }
      }
      ... on Report {
        slug
        title
        publisher {
          name(language: $language)
        }
        publishedAt {
          earliest
          latest
          precision
          zone
        }
      }
    }
  }
`);

/** A hit as a list shows it. */
export interface Hit {
  type: SearchType;
  slug: string;
  name: string;
  href: string;
  /** What tells it from others of the name. */
  detail: string;
  /** The name it was found by, where that is not the one it is listed under. */
  foundAs: string | null;
}

export function hitOf({ type, node, matchedText }: SearchHitFragment): Hit {
  const { slug } = node;
  const text = textOf(node);
  return {
    type,
    slug,
    href: entityPath(node),
    ...text,
    foundAs: matchedText === text.name ? null : matchedText,
  };
}

const joined = (...parts: (string | null | undefined)[]) =>
  [...new Set(parts.filter(Boolean))].join(', ');

function textOf(node: SearchHitFragment['node']): Pick<Hit, 'name' | 'detail'> {
  switch (node.__typename) {
    case 'Actor':
      return {
        name: node.name,
        detail: joined(ACTOR_KIND[node.actorKind], node.country?.name),
      };
    case 'Agreement':
      return {
        name: readName(node),
        detail: joined(AGREEMENT_KIND[node.agreementKind], node.conflict?.name),
      };
    case 'Claim':
      return {
        name: node.summaryTranslation ?? node.summary,
        detail: `${wordOf(node)}, ${boundsText(node.assertedAt)}`,
      };
    case 'Conflict':
      return {
        name: node.name,
        detail: joined(...node.places.slice(0, 3).map(({ name }) => name)),
      };
    case 'Dyad':
      return { name: dyadName(node), detail: joined(node.fought.name) };
    case 'Event':
      return {
        name: readName(node),
        detail: joined(
          node.withdrawnAt && m.claim_withdrawn(),
          boundsText(node.time),
          node.location?.place?.name,
          node.location?.country?.name,
        ),
      };
    case 'Place':
      return {
        name: node.name,
        detail: joined(PLACE_KIND[node.placeKind], node.parent?.name, node.country?.name),
      };
    case 'Report':
      return {
        name: node.title,
        detail: joined(node.publisher?.name, node.publishedAt && boundsText(node.publishedAt)),
      };
  }
}
