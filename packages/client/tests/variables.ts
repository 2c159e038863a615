const SLUG = 'kyrgyzstan-tajikistan';
/** What ready questions cannot be asked without. */
export const VARIABLES: Record<string, Record<string, unknown>> = {
  ActorDocument: { slug: 'afp' },
  AgreementDocument: { slug: 'kyrgyzstan-tajikistan-ceasefire-2022-09-16' },
  ChangesDocument: { since: '2022-09-14T00:00:00Z' },
  ClaimDocument: { slug: 'kgz-tjk-fled-18500' },
  ConflictDocument: { slug: SLUG },
  EventDocument: { slug: 'kgz-tjk-2022-09-fighting' },
  PlaceDocument: { slug: 'batken-region' },
  EventStatisticsDocument: { by: ['YEAR', 'COUNTRY'] },
  SearchDocument: { query: 'Batken' },
};
