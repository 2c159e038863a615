import type { z } from 'zod';
import type { Entry } from '../entry.ts';
import { actorEntry, actorSchema } from './actor.ts';
import { agreementEntry, agreementSchema } from './agreement.ts';
import { claimEntry, claimSchema } from './claim.ts';
import { conflictEntry, conflictSchema } from './conflict.ts';
import { datasetEntry, datasetSchema } from './dataset.ts';
import { dyadEntry, dyadSchema } from './dyad.ts';
import { eventEntry, eventSchema } from './event.ts';
import { placeEntry, placeSchema } from './place.ts';
import type { EntityKind, References } from './references.ts';
import { reportEntry, reportSchema } from './report.ts';

/** How the record writes a kind of entity, and what becomes of what is written. */
interface Kind<Schema extends z.ZodType> {
  /** Where its entries stand in a file; a conflict stands by itself in its folder. */
  section: string | null;
  schema: Schema;
  entry: (written: z.output<Schema>, references: References) => Entry;
}

const kind = <Schema extends z.ZodType>(
  section: string | null,
  schema: Schema,
  entry: (written: z.output<Schema>, references: References) => Entry,
) => ({ section, schema, entry }) as Kind<z.ZodType>;

/** In the order in which a file that has none of them is told of their sections. */
export const KINDS: Record<EntityKind, Kind<z.ZodType>> = {
  actor: kind('actors', actorSchema, actorEntry),
  place: kind('places', placeSchema, placeEntry),
  dataset: kind('datasets', datasetSchema, datasetEntry),
  conflict: kind(null, conflictSchema, conflictEntry),
  dyad: kind('dyads', dyadSchema, dyadEntry),
  event: kind('events', eventSchema, eventEntry),
  report: kind('reports', reportSchema, reportEntry),
  claim: kind('claims', claimSchema, claimEntry),
  agreement: kind('agreements', agreementSchema, agreementEntry),
};
