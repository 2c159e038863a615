import type { Database } from '@casus/store/engines/database';
import {
  countStanding,
  issuesOfSeries,
  subjectsOfRelease,
  updateIssueCoverage,
  type SeriesIssue,
} from '@casus/store/releases/issues';
import { linkReleases, updateEvents } from '@casus/store/releases/succession';
import { updateValidity } from '@casus/store/releases/validity';
import { endLeftOut } from '@casus/store/releases/withdrawal';
import { endingsAmong } from '@casus/store/rules/release-coverage';
import { renewStatistics } from '@casus/store/writing/planner-statistics';
import type { Issue } from './issue.ts';
import type { Reader } from './reader.ts';
import type { Release } from './release.ts';

/** What somebody says of a file: a part of what its provider put out, or all of it. */
export type Extent = 'EXTRACT' | 'COMPLETE';

/** A file that withdraws more than this part of what stands is more likely an extract. */
const PLAUSIBLE_PART = 1 / 20;
const EVENTS_AT_A_TIME = 5_000;

/** What to know of the record before a file is written, to judge what it leaves out. */
export interface Before {
  /** How much stands in the days of the file; of an issue that replaces one, in that one. */
  standing: number;
  /** Whether the issues' dates, extents or numbers change, so that all endings have to be found anew. */
  rearranged: boolean;
}

export async function standingBefore(
  db: Database,
  { source: { series } }: Reader,
  { key, coverage }: Release,
  { number, held, released }: Issue,
  extent: Extent | undefined,
): Promise<Before> {
  const issues = await issuesOfSeries(db, series);
  const previous = issues.find((issue) => issue.releaseKey === key && issue.number === number - 1);
  const own = issues.filter((issue) => issue.releaseKey === key && issue.imported);
  const rearranged = held
    ? held.releasedLatest !== released.latest ||
      held.releasedEarliest !== released.earliest ||
      (extent !== undefined && (!held.declared || (extent === 'EXTRACT') !== held.extract))
    : own.some((issue) => issue.number >= number);
  return {
    standing: coverage?.complete
      ? await countStanding(db, series, coverage.from, coverage.to)
      : (previous?.rowsKept ?? 0),
    rearranged,
  };
}

/** What became of what does not stand any more because of an import. */
export interface LeftOut {
  /** How many the file leaves out of the days for which it is complete. */
  withdrawn: number;
  /** Why somebody has to say first what the file is, or one that is held; null where it is plausible. */
  refusal: string | null;
}

/** Ends what the file leaves out, and what later releases leave out of it. */
export async function withdrawLeftOut(
  db: Database,
  reader: Reader,
  { key }: Release,
  { number }: Issue,
  { standing, rearranged, kept }: Before & { kept: number },
): Promise<LeftOut> {
  const learned = await learnCoverage(db, reader);
  const issues = await issuesOfSeries(db, reader.source.series);
  const isOwn = (issue: SeriesIssue) => issue.releaseKey === key && issue.number === number;
  const anew = rearranged || learned;
  // What is said of events between two issues may move them into the days of the later one, or out.
  const late = !isOwn(issues.at(-1)!);
  const endings = endingsAmong(issues)
    .map((ending) => ({ ...ending, limited: !anew && !isOwn(ending.of) && !isOwn(ending.by) }))
    .filter(({ limited }) => late || !limited);
  if (endings.length === 0 && !anew) return { withdrawn: 0, refusal: null };
  await renewStatistics(db);
  const { subjectEventKey: own = [], ...others } =
    rearranged || late ? await subjectsOfRelease(db, key) : {};
  await linkReleases(db, others);
  await updateValidity(db, own);
  const { ended, restored } = await endLeftOut(db, endings, {
    series: reader.source.series,
    again: anew ? 'ALL' : late ? 'ONLY' : 'NONE',
    only: own,
  });
  const lost = await update(db, [...restored, ...own, ...ended.flatMap(({ events }) => events)]);
  const left: LeftOut = { withdrawn: 0, refusal: null };
  for (const { events, others, releaseKey, number } of ended) {
    const by = issues.find((each) => each.releaseKey === releaseKey && each.number === number)!;
    const count = events.filter((event) => lost.has(event)).length + others;
    if (isOwn(by)) left.withdrawn = count;
    const of = isOwn(by) ? standing : kept;
    if (by.declared || count <= of * PLAUSIBLE_PART) continue;
    left.refusal ??= refusalOf(by, isOwn(by), {
      count,
      of,
      what: others > 0 ? 'claims' : 'events',
    });
  }
  return left;
}

function refusalOf(
  issue: SeriesIssue,
  isOwn: boolean,
  { count, of, what }: { count: number; of: number; what: string },
): string {
  const [lost, all] = [count, of].map((number) => number.toLocaleString('en'));
  const days = issue.coversFrom ? ` from ${issue.coversFrom} to ${issue.coversTo}` : '';
  const which =
    'with --extract if it is a part of that release, such as one country, or with --complete if it is all of it';
  return isOwn
    ? `it would withdraw ${lost} of the ${all} ${what} that stand${days}, because it leaves them out: import it ${which}`
    : `${issue.title}, which is held, leaves out ${lost} of its ${all} ${what}${days}, which would be withdrawn at once: import the file of ${issue.title} again ${which}`;
}

/** What an issue covers that was imported before this was recorded follows from its release's number. */
async function learnCoverage(db: Database, { source, releases }: Reader): Promise<boolean> {
  const unknown = (await issuesOfSeries(db, source.series)).filter(
    ({ imported, coversFrom }) => imported && coversFrom === null,
  );
  let learned = false;
  for (const { releaseKey, version, number, extract } of unknown) {
    const coverage = releases.schedule(version)?.coverage;
    if (!coverage) continue;
    await updateIssueCoverage(db, releaseKey, number, {
      ...coverage,
      complete: coverage.complete && !extract,
    });
    learned = true;
  }
  return learned;
}

async function update(db: Database, keys: readonly string[]): Promise<Set<string>> {
  const events = [...new Set(keys)];
  const lost = new Set<string>();
  for (let from = 0; from < events.length; from += EVENTS_AT_A_TIME) {
    const some = events.slice(from, from + EVENTS_AT_A_TIME);
    await linkReleases(db, { subjectEventKey: some });
    for (const key of await updateEvents(db, some)) lost.add(key);
    await updateValidity(db, some);
  }
  return lost;
}
