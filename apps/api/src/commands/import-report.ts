import type { ImportCounts } from '@casus/ingest/import-counts';
import { placeOf, type Reader, type Rejection } from '@casus/ingest/reader';
import type { Release } from '@casus/ingest/release';

/** What became of a file. */
export interface Done {
  reader: Reader;
  release: Release;
  counts: ImportCounts;
  /** Of the rejected lines, those to show. */
  rejected: readonly Rejection[];
}

/** What an import ends with: its counts, line by line. */
export function report(
  { reader: { flags }, release, counts, rejected }: Done,
  { dryRun = false }: { dryRun?: boolean | undefined },
): string {
  const lines = [
    titleOf(release, counts),
    ...(['read', 'added', 'unchanged'] as const).map((word) => row(word, counts[word])),
    row('updated', counts.updated, howUpdated(counts)),
    ...(counts.outranked > 0
      ? [
          row(
            'kept',
            counts.outranked,
            'held by the curated record, or by a dataset that goes before it',
          ),
        ]
      : []),
    ...counts.withdrawals.map(({ by, at, count }) =>
      row('withdrawn', count, `as of ${at.slice(0, 10)}: left out by ${by ?? 'this file'}`),
    ),
    ...[...counts.leftOut].map(([what, lines]) => row('left out', lines, what)),
    row('flagged', counts.flagged),
    ...[...counts.flags].map(([flag, rows]) => row('', rows, flags[flag])),
    row('rejected', counts.rejected),
    ...rejected.map((each) => `             ${placeOf(each)}: ${each.reason}`),
  ];
  const more = counts.rejected - rejected.length;
  if (more > 0) lines.push(`             … and ${grouped(more)} more (--verbose lists all)`);
  if (counts.extract) lines.push(`An extract: it ${counts.extract}; nothing was withdrawn for it.`);
  if (counts.refusal) lines.push(`It would be refused: ${counts.refusal}.`);
  if (dryRun) lines.push('A dry run: nothing was changed.');
  return `${lines.join('\n')}\n`;
}

/** What the file is taken for: its release, which issue of it where there are several, and its date. */
function titleOf(
  { name, version, released, bySchedule }: Release,
  { issue }: ImportCounts,
): string {
  const date = issue?.released ?? released.edtf;
  const which = issue && issue.number > 1 ? `, issue ${issue.number}` : '';
  const why = date === released.edtf ? "by the version's schedule; " : '';
  return `${name} ${version}${which}, released ${date}${bySchedule ? ` (${why}--released sets the day)` : ''}`;
}

function row(word: string, rows: number, remark = ''): string {
  return `  ${word.padEnd(10)}${grouped(rows).padStart(9)}${remark && `  ${remark}`}`;
}

/** As a comparison of the two releases tells it, where the release before speaks of the same. */
function howUpdated({ revised, restated }: ImportCounts): string {
  return [
    ...(revised > 0 ? [`${grouped(revised)} in figures, days, place or coding`] : []),
    ...(restated > 0 ? [`${grouped(restated)} in sources, names or notes alone`] : []),
  ].join('; ');
}

const grouped = (rows: number) => rows.toLocaleString('en');
