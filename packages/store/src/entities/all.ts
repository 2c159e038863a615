import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { actors } from '../tables/actor.ts';
import { agreements } from '../tables/agreement.ts';
import { claims } from '../tables/claim.ts';
import { conflicts, dyads } from '../tables/conflict.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';
import { places } from '../tables/place.ts';
import { reports } from '../tables/report.ts';
import type { SearchType } from '../vocabulary.ts';

interface Entity {
  table: PgTable & { key: PgColumn };
  /** What several are called, in addresses and in descriptions. */
  plural: string;
  /** As what it is found by a search; left out where it is not. */
  search?: SearchType;
  /** A small table that nearly every answer names rows of: processes cache it. */
  isReference?: true;
}

/** The entities of the record, by the names of their types. Whatever lists them is made from this. */
export const ENTITIES = {
  Actor: { table: actors, plural: 'actors', search: 'ACTOR', isReference: true },
  Agreement: { table: agreements, plural: 'agreements', search: 'AGREEMENT' },
  Claim: { table: claims, plural: 'claims', search: 'CLAIM' },
  Conflict: { table: conflicts, plural: 'conflicts', search: 'CONFLICT', isReference: true },
  Dataset: { table: datasets, plural: 'datasets', isReference: true },
  Dyad: { table: dyads, plural: 'dyads', search: 'DYAD', isReference: true },
  Event: { table: events, plural: 'events', search: 'EVENT' },
  Place: { table: places, plural: 'places', search: 'PLACE', isReference: true },
  Report: { table: reports, plural: 'reports', search: 'REPORT' },
} as const satisfies Record<string, Entity>;

export type EntityName = keyof typeof ENTITIES;
export type RowOf<Name extends EntityName> = (typeof ENTITIES)[Name]['table']['$inferSelect'];

export const ENTITY_NAMES = Object.keys(ENTITIES) as EntityName[];
