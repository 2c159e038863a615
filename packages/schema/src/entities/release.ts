import type { datasets } from '@casus/store/tables/dataset';
import { releaseIssues } from '@casus/store/tables/issue';
import { builder } from '../builder.ts';
import { boundsOfRow, sameRow, toAll } from '../pushdown/field-options.ts';
import { TimeBounds } from '../types/time-bounds.ts';

export type ReleaseRow = typeof datasets.$inferSelect;
export type IssueRow = typeof releaseIssues.$inferSelect;

const releasedAt = (
  row: Pick<ReleaseRow, `released${'Earliest' | 'Latest' | 'Precision' | 'Edtf'}`>,
) => ({
  earliest: row.releasedEarliest,
  latest: row.releasedLatest,
  precision: row.releasedPrecision,
  edtf: row.releasedEdtf,
  zone: null,
});

export const ReleaseIssue = builder.objectRef<IssueRow>('ReleaseIssue').implement({
  description:
    'A file that came out under the number of a release. A file uploaded again with other contents is another issue: it speaks instead of the one before it from when it came out, and is never written over it.',
  fields: (t) => ({
    number: t.exposeInt('number', {
      description: '1 for the first issue of its release to come out, and so on.',
    }),
    sha256: t.exposeString('sha256', {
      nullable: true,
      description:
        "SHA-256 of the file's contents, in hexadecimal; null where it was imported before hashes were taken.",
    }),
    releasedAt: t.field({
      type: TimeBounds,
      description:
        'When it came out; of a re-issue whose date nobody gave, when it was first seen.',
      resolve: releasedAt,
      pushdown: boundsOfRow('released', { zone: false }),
    }),
    coversFrom: t.expose('coversFrom', {
      type: 'Date',
      nullable: true,
      description: 'The first day of which it speaks; null where its number does not tell.',
    }),
    coversTo: t.expose('coversTo', {
      type: 'Date',
      nullable: true,
      description: 'The last day of which it speaks; null where its number does not tell.',
    }),
    complete: t.exposeBoolean('complete', {
      description:
        'It has all there is of these days, so that what it leaves out does not stand any more; false for additions and revisions, and for an extract.',
    }),
    extract: t.exposeBoolean('extract', {
      description: 'It was declared a part of its release, such as one country.',
    }),
    firstSeenAt: t.expose('firstSeenAt', {
      type: 'DateTime',
      description: 'When this installation first imported it.',
    }),
    importedAt: t.expose('importedAt', {
      type: 'DateTime',
      description: 'When an import of it last changed anything.',
    }),
    rowsRead: t.exposeInt('rowsRead', { description: 'Rows in the file.' }),
    rowsKept: t.exposeInt('rowsKept', { description: 'Rows kept, odd ones too.' }),
    rowsFlagged: t.exposeInt('rowsFlagged', { description: 'Rows kept and flagged as odd.' }),
    rowsRejected: t.exposeInt('rowsRejected', { description: 'Rows that could not be read.' }),
  }),
});

export const Release = builder.objectRef<ReleaseRow>('Release').implement({
  description: 'A published version of a dataset, and the files that came out under its number.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its natural key: `ucdp:ged@22.1`.' }),
    version: t.exposeString('version', { description: 'As its provider numbers it.' }),
    dataset: t.field({
      type: 'Dataset',
      description: 'The same release with its licence, its citation and its events.',
      resolve: (release) => release,
      pushdown: sameRow(),
    }),
    releasedAt: t.field({
      type: TimeBounds,
      description: 'When it came out: the date of its first issue.',
      resolve: releasedAt,
      pushdown: boundsOfRow('released', { zone: false }),
    }),
    issues: t.field({
      type: [ReleaseIssue],
      rows: 2,
      description:
        'The files that came out under its number, the first one first; empty where only the record cites it.',
      ...toAll(releaseIssues, releaseIssues.releaseKey, [releaseIssues.number]),
    }),
  }),
});
