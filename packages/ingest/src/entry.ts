import type { actorOffices, actorRelations, actors } from '@casus/store/tables/actor';
import type {
  agreementDeclarations,
  agreementProvisions,
  agreements,
  agreementViolations,
} from '@casus/store/tables/agreement';
import type { claimAttributions, claims } from '@casus/store/tables/claim';
import type {
  conflictParties,
  conflictRelations,
  conflicts,
  dyads,
} from '@casus/store/tables/conflict';
import type { datasets } from '@casus/store/tables/dataset';
import type { eventParticipants, events } from '@casus/store/tables/event';
import type { externalIds } from '@casus/store/tables/external-id';
import type { places } from '@casus/store/tables/place';
import type { reports } from '@casus/store/tables/report';

/** A row as a reader gives it: the writer adds whose row it is. */
type Row<Table extends { $inferInsert: object }> = Omit<Table['$inferInsert'], 'source'>;
/** A row that belongs to the entry around it and stands at its place in the list. */
type Part<Table extends { $inferInsert: object }, Owner extends string> = Omit<
  Table['$inferInsert'],
  Owner | 'position' | 'ordinal'
>;

export type ExternalIdEntry = Part<typeof externalIds, 'entityKey'>;

/**
 * One entity of the record with all that belongs to it, whatever file it came from. References are
 * natural keys; the writer takes entries in any order as long as a group holds, or follows, what it
 * refers to. An entry is the whole of its row: a column it leaves out is cleared. A list that it leaves
 * out is left as stored; a given one replaces, but for those named “also”: they are added to.
 */
export type Entry =
  | { entity: 'place'; row: Row<typeof places>; externalIds?: ExternalIdEntry[] }
  | {
      entity: 'actor';
      row: Row<typeof actors>;
      externalIds?: ExternalIdEntry[];
      offices?: Part<typeof actorOffices, 'actorKey'>[];
      relations?: Part<typeof actorRelations, 'actorKey'>[];
    }
  | { entity: 'dataset'; row: Row<typeof datasets> }
  | {
      entity: 'conflict';
      row: Row<typeof conflicts>;
      externalIds?: ExternalIdEntry[];
      parties?: Part<typeof conflictParties, 'conflictKey'>[];
      /** For a file that tells some of them: what others told stays. */
      alsoParties?: Part<typeof conflictParties, 'conflictKey'>[];
      places?: { placeKey: string }[];
      alsoPlaces?: { placeKey: string }[];
      relations?: Part<typeof conflictRelations, 'conflictKey'>[];
    }
  | { entity: 'dyad'; row: Row<typeof dyads>; externalIds?: ExternalIdEntry[] }
  | {
      entity: 'event';
      row: Row<typeof events>;
      externalIds?: ExternalIdEntry[];
      participants?: Part<typeof eventParticipants, 'eventKey'>[];
    }
  | { entity: 'report'; row: Row<typeof reports> }
  | {
      entity: 'claim';
      row: Row<typeof claims>;
      /** In order; `position` is shared by steps that stand side by side. */
      attribution: (Part<typeof claimAttributions, 'claimKey'> & { position: number })[];
    }
  | {
      entity: 'agreement';
      row: Row<typeof agreements>;
      parties?: { actorKey: string }[];
      mediators?: { actorKey: string }[];
      provisions?: Part<typeof agreementProvisions, 'agreementKey'>[];
      declarations?: Part<typeof agreementDeclarations, 'agreementKey'>[];
      violations?: Part<typeof agreementViolations, 'agreementKey'>[];
    };

/**
 * Entries that must be written together. A reader yields a group at a time (one row of a dataset,
 * one whole record), so that a reference never waits for a group that has not come.
 */
export type EntryGroup = readonly Entry[];
