import type {
  ActorRelationKind,
  ExternalIdScheme,
  ProvisionKind,
  QualityFlagKind,
} from '../../gql/graphql.ts';

/** What is odd about a row of a dataset; such rows are kept as they came. */
export const FLAG: Record<QualityFlagKind, string> = {
  LOW_BEST_HIGH_DISORDERED: 'The lowest, best and highest estimate are not in order.',
  DATE_PRECISION_OUTSIDE_CODEBOOK: 'The precision of the date is no value of the codebook.',
  ENDS_AFTER_DATASET_YEAR: 'It ends after the year it is filed under.',
  SOURCES_UNREADABLE: 'The list of sources could not be taken apart.',
  SIDE_AND_PLACE_DISAGREE: 'The dead are of one side, the place is of the other.',
};

const SCHEMES: Record<ExternalIdScheme, string> = {
  UCDP_CONFLICT: 'UCDP conflict',
  UCDP_DYAD: 'UCDP dyad',
  UCDP_ACTOR: 'UCDP actor',
  UCDP_EVENT: 'UCDP event',
  ISO_3166_1_ALPHA_2: 'ISO 3166-1',
  ISO_3166_1_ALPHA_3: 'ISO 3166-1, three letters',
  ISO_3166_1_NUMERIC: 'ISO 3166-1, numeric',
  ISO_3166_2: 'ISO 3166-2',
  GLEDITSCH_WARD: 'Gleditsch–Ward',
  P_CODE: 'P-code',
  WIKIDATA: 'Wikidata',
  IDMC: 'IDMC',
};

export const schemeName = (scheme: ExternalIdScheme): string => SCHEMES[scheme];

export const PROVISION: Record<ProvisionKind, string> = {
  CESSATION_OF_HOSTILITIES: 'Cessation of hostilities',
  TROOP_WITHDRAWAL: 'Withdrawal of troops',
  BORDER_DELIMITATION: 'Delimitation of the border',
  PRISONER_EXCHANGE: 'Exchange of prisoners',
  MONITORING: 'Monitoring',
};

/** One actor's relation to another, and how the record says that it does not hold. */
export const ACTOR_RELATION: Record<ActorRelationKind, { is: string; not: string }> = {
  ALLY_OF: { is: 'ally of', not: 'no ally of' },
  BORDERS: { is: 'borders', not: 'does not border' },
  MEMBER_OF: { is: 'member of', not: 'no member of' },
  SPHERE_OF_INFLUENCE: {
    is: 'in the sphere of influence of',
    not: 'outside the sphere of influence of',
  },
  FORMERLY_PART_OF: { is: 'formerly part of', not: 'never part of' },
};
