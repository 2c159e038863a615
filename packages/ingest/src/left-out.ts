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
import { claims } from '@casus/store/tables/claim';
import { eventEditions, events } from '@casus/store/tables/event';
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
  /** The moment at which that stood, of a file that came out before others which are held; else null. */
  asOf: string | null;
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
  const isLate = issues.some(
    ({ imported, releasedAt }) => imported && releasedAt > released.latest,
  );
  const asOf = isLate ? released.latest : null;
  return {
    standing: coverage?.complete
      ? await countStanding(db, series, coverage, asOf)
      : (previous?.rowsKept ?? 0),
    asOf,
    rearranged,
  };
}

/** What an issue ended of what stood when it came out. */
export interface Withdrawal {
  /** The issue that is held and leaves it out; null for the file itself. */
  by: string | null;
  /** When it came out, which is when that ceased to stand. */
  at: string;
  count: number;
}

/** What became of what does not stand any more because of an import. */
export interface LeftOut {
  /** The file's own first, then those of issues that are held, in the order in which they came out. */
  withdrawals: Withdrawal[];
  /** Why somebody has to say first what the file is, or one that is held; null where it is plausible. */
  refusal: string | null;
}

/** Ends what the file leaves out, and what later releases leave out of it. */
export async function withdrawLeftOut(
  db: Database,
  reader: Reader,
  { key }: Release,
  { number }: Issue,
  { standing, asOf, rearranged, kept }: Before & { kept: number },
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
  if (endings.length === 0 && !anew) return { withdrawals: [], refusal: null };
  await renewStatistics(db, [claims, events, eventEditions]);
  const { subjectEventKey: own = [], ...others } =
    rearranged || late ? await subjectsOfRelease(db, key) : {};
  await linkReleases(db, others);
  await updateValidity(db, own);
  const { ended, restored } = await endLeftOut(db, endings, {
    series: reader.source.series,
    again: anew ? 'ALL' : late ? 'ONLY' : 'NONE',
    only: own,
  });
  await update(db, [...restored, ...own, ...ended.flatMap(({ events }) => events)]);
  const left: LeftOut = { withdrawals: [], refusal: null };
  // In the order of issues, so that the same import always tells the same.
  for (const by of issues) {
    const of = ended.find((each) => each.releaseKey === by.releaseKey && each.number === by.number);
    const count = of ? of.lostEvents + of.lostClaims : 0;
    if (!of || count === 0) continue;
    if (isOwn(by)) left.withdrawals.unshift({ by: null, at: by.releasedAt, count });
    else left.withdrawals.push({ by: by.title, at: by.releasedAt, count });
    const all = isOwn(by) ? standing : kept;
    // In a sheet of claims, which has no coverage, people strike a line now and then.
    const plausible = Math.max(all * PLAUSIBLE_PART, by.coversFrom === null ? 1 : 0);
    if (by.declared || count <= plausible) continue;
    const what = of.lostClaims > 0 ? 'claims' : 'events';
    left.refusal ??= isOwn(by)
      ? refusalOfFile(by, { count, all, what, asOf })
      : refusalOfHeld(by, { count, all, what });
  }
  return left;
}

interface Lost {
  count: number;
  all: number;
  what: string;
}

const WHICH =
  'with --extract if it is a part of that release, such as one country, or with --complete if it is all of it';

function refusalOfFile(
  issue: SeriesIssue,
  { count, all, what, asOf }: Lost & { asOf: string | null },
): string {
  const stand = asOf === null ? 'that stand' : `that stood as of ${dayOf(asOf)}`;
  return `it would withdraw ${grouped(count)} of the ${grouped(all)} ${what} ${stand}${daysOf(issue)}, because it leaves them out: import it ${WHICH}`;
}

function refusalOfHeld(issue: SeriesIssue, { count, all, what }: Lost): string {
  const { title } = issue;
  return `${title}, which is held, leaves out ${grouped(count)} of its ${grouped(all)} ${what}${daysOf(issue)}, which would be withdrawn at once: import the file of ${title} again ${WHICH}`;
}

const grouped = (count: number) => count.toLocaleString('en');

const dayOf = (moment: string) => moment.slice(0, 'YYYY-MM-DD'.length);

const daysOf = ({ coversFrom, coversTo }: SeriesIssue) =>
  coversFrom ? ` from ${coversFrom} to ${coversTo}` : '';

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

async function update(db: Database, keys: readonly string[]): Promise<void> {
  const events = [...new Set(keys)];
  for (let from = 0; from < events.length; from += EVENTS_AT_A_TIME) {
    const some = events.slice(from, from + EVENTS_AT_A_TIME);
    await linkReleases(db, { subjectEventKey: some });
    await updateEvents(db, some);
    await updateValidity(db, some);
  }
}
