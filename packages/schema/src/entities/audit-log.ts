import { AUDIT_ORDERS, auditEntriesWhere } from '@casus/store/entities/audit-entry';
import { auditEntries } from '@casus/store/tables/audit-entry';
import { datasets } from '@casus/store/tables/dataset';
import { builder } from '../builder.ts';
import { connectionOf } from '../connections.ts';
import { naming } from '../entities-named.ts';
import { namesOf } from '../global-id.ts';
import { listed, toOne } from '../pushdown/field-options.ts';
import { AuditAction } from '../types/enums.ts';
import { listArguments, type Asked } from './list-arguments.ts';

const AuditFilterInput = builder.inputType('AuditFilter', {
  description:
    'All conditions hold at once; a list is met by any of its values. Releases are named by natural key or id; a name that nothing has is refused (BAD_USER_INPUT).',
  fields: (t) => ({
    actions: t.field({ type: [AuditAction], description: 'One of these was done.' }),
    releases: t.idList({
      ...naming('Dataset'),
      description: 'Imports of a file of one of these releases.',
    }),
  }),
});

const AuditOrderEnum = builder.enumType('AuditOrder', {
  description: 'The order of the audit log.',
  values: {
    LATEST_FIRST: { description: 'What was done last comes first.' },
    EARLIEST_FIRST: { description: 'As it was done.' },
  },
});

const AuditEntry = builder.objectRef<typeof auditEntries.$inferSelect>('AuditEntry').implement({
  description:
    'One thing that somebody did to the record as a whole: a file imported, the curated record loaded, a backup restored, what is derived put right. Entries are never changed nor deleted, and outlive what they are about.',
  fields: (t) => ({
    action: t.expose('action', { type: AuditAction, description: 'What was done.' }),
    at: t.expose('at', {
      type: 'DateTime',
      description: 'When, by the clock of the database, just before it was committed.',
    }),
    operator: t.exposeString('operator', {
      nullable: true,
      description:
        'Under which name, such as a desk’s or an office’s: the one that was set for this log (`CASUS_OPERATOR`). Null where none was. Who it was to the operating system is kept and not published, since it is often a person’s name.',
    }),
    version: t.exposeString('version', { description: 'By which version of Casus.' }),
    release: t.field({
      type: 'Dataset',
      nullable: true,
      description:
        'Of an import: the release. Null otherwise, and where it is not in this record any more.',
      ...toOne(datasets, 'releaseKey'),
    }),
    issue: t.exposeInt('issue', {
      nullable: true,
      description: 'Of an import: which issue of the release the file is.',
    }),
    sha256: t.exposeString('sha256', {
      nullable: true,
      description:
        'SHA-256, in hexadecimal: of the imported file; of the hashes and names of the curated record’s files; of the contents of the backup, as `casus backup` and `casus check` tell it. Null of a repair.',
    }),
    rowsRead: t.exposeInt('rowsRead', {
      description:
        'Rows of the file, entries of the curated record, or rows of the backup; 0 of a repair.',
    }),
    rowsAdded: t.exposeInt('rowsAdded', { description: 'Of those, new to this record.' }),
    rowsUpdated: t.exposeInt('rowsUpdated', {
      description:
        'That changed what was there: of a release or issue that follows another, those of which it says something else.',
    }),
    rowsUnchanged: t.exposeInt('rowsUnchanged', {
      description: 'That say what was there already.',
    }),
    rowsOutranked: t.exposeInt('rowsOutranked', {
      description: 'Held by the curated record, or by a dataset that goes before this one.',
    }),
    rowsFlagged: t.exposeInt('rowsFlagged', { description: 'Kept and flagged as odd.' }),
    rowsRejected: t.exposeInt('rowsRejected', { description: 'That could not be read.' }),
    rowsLeftOut: t.exposeInt('rowsLeftOut', {
      description: 'Of what this record does not hold.',
    }),
    withdrawn: t.exposeInt('withdrawn', {
      description:
        'What stood before and does not any more: events and claims that the file leaves out of the days for which it is complete, or entries taken out of the curated record.',
    }),
  }),
});

const auditLogArguments = listArguments(
  'entries',
  AuditFilterInput,
  AuditOrderEnum,
  'LATEST_FIRST',
);

const auditListing = ({
  filter,
  orderBy,
}: Asked<typeof AuditFilterInput, typeof AuditOrderEnum>) => ({
  table: auditEntries,
  where: auditEntriesWhere({
    actions: filter?.actions,
    releases: namesOf('Dataset', filter?.releases),
  }),
  order: AUDIT_ORDERS[orderBy],
});

builder.queryField('auditLog', (t) =>
  t.connection(
    {
      type: AuditEntry,
      description:
        'What was done to this installation’s record as a whole, and when: imports, loads of the curated record, restored backups. It begins when this installation first ran a version that keeps it. What came of each, event by event and claim by claim, is in `changes(clock: RECORDED)`. `auditLog(first: 10) { nodes { action at release { name version } sha256 rowsRead rowsAdded rowsUpdated withdrawn } }`.',
      args: auditLogArguments,
      ...listed(auditListing),
    },
    connectionOf('AuditEntry', 'entries of the audit log', AuditEntry),
  ),
);
