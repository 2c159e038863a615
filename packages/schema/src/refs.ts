import type { Actor as ActorRow } from '@casus/store/entities/actor';
import type { Agreement as AgreementRow } from '@casus/store/entities/agreement';
import type { Claim as ClaimRow } from '@casus/store/entities/claim';
import type { Conflict as ConflictRow } from '@casus/store/entities/conflict';
import type { Event as EventRow } from '@casus/store/entities/event';
import type { Report as ReportRow } from '@casus/store/entities/report';
import type { Hit } from '@casus/store/search/search';
import type { dyads } from '@casus/store/tables/conflict';
import type { datasets } from '@casus/store/tables/dataset';
import type { places } from '@casus/store/tables/place';
import { builder } from './builder.ts';

// The entities refer to each other in circles; their names stand here, so that the files which
// define them load in any order.
export const Actor = builder.objectRef<ActorRow>('Actor');
export const Agreement = builder.objectRef<AgreementRow>('Agreement');
export const Claim = builder.objectRef<ClaimRow>('Claim');
export const Conflict = builder.objectRef<ConflictRow>('Conflict');
export const Dataset = builder.objectRef<typeof datasets.$inferSelect>('Dataset');
export const Dyad = builder.objectRef<typeof dyads.$inferSelect>('Dyad');
export const Event = builder.objectRef<EventRow>('Event');
export const Place = builder.objectRef<typeof places.$inferSelect>('Place');
export const Report = builder.objectRef<ReportRow>('Report');
export const SearchHit = builder.objectRef<Hit>('SearchHit');
