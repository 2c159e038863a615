/** One address of each page type that shows imported events, those with most of them. */
export const IMPORTED_PAGES = {
  home: '/',
  conflict: '/conflicts/afghanistan-government',
  'conflict of many parties': '/conflicts/ethiopia-government',
  'events of a conflict': '/conflicts/afghanistan-government/events',
  actor: '/actors/taleban',
  dyad: '/dyads/government-of-afghanistan-taleban',
  'dyad of one side': '/dyads/government-of-ethiopia-civilians',
  country: '/places/ethiopia',
  'place in a country': '/places/ethiopia/tigray',
  'country brief': '/countries/ethiopia',
  event: '/events/ucdp:ged:412700',
  conflicts: '/conflicts',
  actors: '/actors',
  dyads: '/dyads',
  countries: '/countries',
  explore: '/explore?measure=deaths',
  'explore, a country by month and near':
    '/explore?countries=ET&during.from=2021-01-01&by=MONTH&per=VIOLENCE&measure=deaths&at=39,12,14',
  search: '/search?q=taliban',
};
