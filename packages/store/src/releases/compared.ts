import type { Database } from '../engines/database.ts';
import { shared, united, without, type Days } from './covered-days.ts';
import { issuesOfSeries, type SeriesIssue } from './issues.ts';

/** Two issues of one series, and the days for which their series had spoken when each came out. */
export interface Compared {
  from: SeriesIssue;
  to: SeriesIssue;
  days: { both: Days[]; from: Days[]; to: Days[] };
}

/** Which issue of a release: the last one where no number is given. */
export interface IssueAsked {
  releaseKey: string;
  issue: number | null;
}

/** Why two issues cannot be compared, and which of the two is at fault. */
export class NotComparable extends Error {
  override name = 'NotComparable';
  readonly of: 'from' | 'to';

  constructor(of: 'from' | 'to', message: string) {
    super(message);
    this.of = of;
  }
}

/** @throws NotComparable */
export async function compareIssues(
  db: Database,
  series: string,
  asked: Record<'from' | 'to', IssueAsked>,
): Promise<Compared> {
  const issues = (await issuesOfSeries(db, series)).filter(({ imported }) => imported);
  const [from, to] = (['from', 'to'] as const).map((end) => issueOf(issues, end, asked[end])) as [
    SeriesIssue,
    SeriesIssue,
  ];
  const [before, after] = [from, to].map(({ releasedAt }) => coveredBy(issues, releasedAt)) as [
    Days[],
    Days[],
  ];
  return {
    from,
    to,
    days: {
      both: shared(before, after),
      from: without(before, after),
      to: without(after, before),
    },
  };
}

function issueOf(
  issues: readonly SeriesIssue[],
  end: 'from' | 'to',
  { releaseKey, issue }: IssueAsked,
): SeriesIssue {
  const issuesHere = issues.filter((each) => each.releaseKey === releaseKey);
  if (issuesHere.length === 0) {
    const others = [...new Set(issues.map((each) => each.releaseKey))].join(', ');
    throw new NotComparable(
      end,
      `${releaseKey} was not imported here, or is of another series. ${others ? `These can be compared: ${others}.` : 'No release of its series was.'}`,
    );
  }
  const found =
    issue === null ? issuesHere.at(-1) : issuesHere.find(({ number }) => number === issue);
  if (!found) {
    throw new NotComparable(
      end,
      `${releaseKey} has no issue ${issue}. Ask for ${issuesHere.map(({ number }) => number).join(' or ')}.`,
    );
  }
  return found;
}

/** An extract speaks for no days: it may leave out what it likes. */
const coveredBy = (issues: readonly SeriesIssue[], moment: string): Days[] =>
  united(
    issues.flatMap(({ releasedAt, coversFrom, coversTo, extract }) =>
      releasedAt <= moment && coversFrom && coversTo && !extract
        ? [{ from: coversFrom, to: coversTo }]
        : [],
    ),
  );
