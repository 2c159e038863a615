import { lexicographicSortSchema } from 'graphql';
import { builder } from './builder.ts';
import { withoutTrivialResolvers } from './trivial-resolvers.ts';
import './types/position.ts';
import './types/scalars.ts';
import './entities/actor.ts';
import './entities/agreement.ts';
import './entities/changes.ts';
import './entities/claim.ts';
import './entities/claim-answers.ts';
import './entities/claim-recorded.ts';
import './entities/conflict.ts';
import './entities/dataset.ts';
import './entities/dyad.ts';
import './entities/event.ts';
import './entities/event-edition.ts';
import './entities/event-map.ts';
import './entities/event-statistics.ts';
import './entities/figure.ts';
import './entities/identified.ts';
import './entities/moment.ts';
import './entities/place.ts';
import './entities/release-diff.ts';
import './entities/report.ts';
import './entities/search.ts';
import './entities/timeline.ts';

/** The whole API: every entity file has added its types and queries to the builder. */
export const schema = withoutTrivialResolvers(lexicographicSortSchema(builder.toSchema()));
