import type { PgTable } from 'drizzle-orm/pg-core';
import type { EntityPlan, PartList, PLANS } from './plans.ts';

type Plans = typeof PLANS;

/** A row as a reader gives it: the writer adds whose row it is. */
type Row<Table extends PgTable> = Omit<Table['$inferInsert'], 'source'>;

/** A row that belongs to the entry around it and stands at its place in the list. */
type Part<List extends PartList> = Omit<
  List['table']['$inferInsert'],
  List['owner'] | (List extends { ordered: infer Place extends string } ? Place : never)
>;

type Parts<Lists extends EntityPlan['parts']> = {
  [Name in keyof Lists as Lists[Name] extends { required: true } ? Name : never]: Part<
    Lists[Name]
  >[];
} & {
  [Name in keyof Lists as Lists[Name] extends { required: true } ? never : Name]?: Part<
    Lists[Name]
  >[];
};

/**
 * One entity of the record with all that belongs to it, whatever file it came from: its row, and the
 * lists of its plan. References are natural keys; the writer takes entries in any order as long as a
 * group holds, or follows, what it refers to. An entry is the whole of its row: a column it leaves out
 * is cleared. A list that it leaves out is left as stored; a given one replaces, but for those named
 * “also”: they are added to.
 */
export type Entry = {
  [Entity in keyof Plans]: { entity: Entity; row: Row<Plans[Entity]['table']> } & Parts<
    Plans[Entity]['parts']
  >;
}[keyof Plans];

export type ExternalIdEntry = Part<Plans['place']['parts']['externalIds']>;

/**
 * Entries that must be written together. A reader yields a group at a time (one row of a dataset,
 * one whole record), so that a reference never waits for a group that has not come.
 */
export type EntryGroup = readonly Entry[];
