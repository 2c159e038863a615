import { ofCountry } from '@casus/store/entities/actor';
import {
  figureClaimsOfPlace,
  figureClaimsOfPlaces,
  ofPlace as claimsOfPlace,
} from '@casus/store/entities/claim';
import { ofPlace as conflictsOfPlace } from '@casus/store/entities/conflict';
import { ofPlace as eventsOfPlace } from '@casus/store/entities/event';
import { ofParent } from '@casus/store/entities/place';
import { places } from '@casus/store/tables/place';
import { builder } from '../builder.ts';
import { connectionTo } from '../connections.ts';
import { PlaceKind } from '../types/enums.ts';
import { Figure, figureArguments, figures } from './figure.ts';
import { claimListCost, eventListCost, OF_ENTITY } from '../list-cost.ts';
import { Identified, Named } from './identified.ts';
import { byName, listed, toOne } from '../pushdown/field-options.ts';
import { actorListArguments, actorListing } from './actor-list.ts';
import { claimListArguments, claimListing } from './claim-list.ts';
import { conflictListArguments, conflictListing } from './conflict-list.ts';
import { eventListArguments, eventListing } from './event-list.ts';
import { countryListing, placeListArguments, placeListing } from './place-list.ts';
import { seriesDescription, seriesOf, totalsDescription, totalsOf } from './totals.ts';

builder.node('Place', {
  description:
    'A place that the record speaks of. Points are as the source gives them, never moved; names and borders are no endorsement.',
  interfaces: [Identified, Named],
  id: { resolve: ({ key }) => key },
  loadOne: (key, { loaders }) => loaders.one(places, key),
  fields: (t) => ({
    kind: t.expose('kind', { type: PlaceKind, description: 'What the place is.' }),
    parent: t.field({
      type: 'Place',
      nullable: true,
      description: 'The place it lies in, by the source.',
      ...toOne(places, 'parentKey'),
    }),
    country: t.field({
      type: 'Place',
      nullable: true,
      description: 'The country it lies in, by the source; itself for a country.',
      ...toOne(places, 'countryKey'),
    }),
    latitude: t.expose('latitude', {
      type: 'Latitude',
      nullable: true,
      description: 'Decimal degrees, WGS 84; null where only the name is known.',
    }),
    longitude: t.expose('longitude', {
      type: 'Longitude',
      nullable: true,
      description: 'Decimal degrees, WGS 84; null where only the name is known.',
    }),
    countryCode: t.expose('countryCode', {
      type: 'CountryCode',
      nullable: true,
      description: 'ISO 3166-1 alpha-2; countries only.',
    }),
    totals: t.field({
      description: totalsDescription(
        'the events in it and in places within; of a country, those that their source places in it',
      ),
      ...totalsOf('PLACE'),
    }),
    series: t.field({
      description: seriesDescription(
        'the events in it and in places within; of a country, those that their source places in it',
      ),
      ...seriesOf('PLACE'),
    }),
    events: t.connection(
      {
        type: 'Event',
        description:
          'What happened in the place or in places within it. `events(first: 10) { totalCount nodes { name time { edtf } } }`.',
        args: eventListArguments,
        cost: eventListCost(OF_ENTITY),
        ...listed(eventListing, eventsOfPlace),
      },
      connectionTo('Event'),
    ),
    claims: t.connection(
      {
        type: 'Claim',
        description:
          'Who said what of the place itself, such as how many were displaced in a country in a year; what is claimed of its events is with them. `claims(filter: { metrics: [DISPLACED] }) { nodes { summary claimant { name } } }`.',
        args: claimListArguments,
        cost: claimListCost(OF_ENTITY),
        ...listed(claimListing, claimsOfPlace),
      },
      connectionTo('Claim'),
    ),
    figures: t.field({
      type: [Figure],
      rows: 20,
      description:
        'What is claimed of the place itself: one figure for each metric, population, party, measure and period. Flows of a time and stocks at its end are figures of their own. Never summed, never averaged. `figures(metric: DISPLACED) { measure period { edtf } low high contested }`.',
      args: figureArguments,
      ...figures(
        (key, { db, loaders }) =>
          loaders.by('figureClaimsOfPlaces', key, (keys) => figureClaimsOfPlaces(db, keys)),
        figureClaimsOfPlace,
      ),
    }),
    children: t.connection(
      {
        type: 'Place',
        description: 'The places that lie directly in it, by name.',
        args: placeListArguments,
        ...listed(placeListing, ofParent),
      },
      connectionTo('Place'),
    ),
    conflicts: t.connection(
      {
        type: 'Conflict',
        description: 'The conflicts of which it is a place, by their sources.',
        args: conflictListArguments,
        ...listed(conflictListing, conflictsOfPlace),
      },
      connectionTo('Conflict'),
    ),
    actors: t.connection(
      {
        type: 'Actor',
        description: 'The actors that belong to it or speak in it, where it is a country.',
        args: actorListArguments,
        ...listed(actorListing, ofCountry),
      },
      connectionTo('Actor'),
    ),
  }),
});

builder.queryFields((t) => ({
  place: t.field({
    type: 'Place',
    nullable: true,
    description:
      'A place by slug or natural key (`iso:KG`); null when there is none. `place(slug: "kyrgyzstan") { name totals { events } }`.',
    args: {
      slug: t.arg.string({ required: true, description: 'A slug or a natural key.' }),
    },
    resolve: (_, { slug }, { loaders }) => loaders.named(places, slug),
    pushdown: byName(places),
  }),
  countries: t.connection(
    {
      type: 'Place',
      description:
        'The places that are countries, by name unless asked otherwise. Whose events they count, their sources say; names are no endorsement. `countries(orderBy: MOST_DEATHS, during: { from: "2021-01-01", to: "2021-12-31" }, first: 10) { nodes { name totals { deaths { best } } } }`.',
      args: placeListArguments,
      ...listed(countryListing),
    },
    connectionTo('Place'),
  ),
  places: t.connection(
    {
      type: 'Place',
      description: 'Places, by name. `places(filter: { countries: ["KG"], kinds: [SETTLEMENT] })`.',
      args: placeListArguments,
      ...listed(placeListing),
    },
    connectionTo('Place'),
  ),
}));
