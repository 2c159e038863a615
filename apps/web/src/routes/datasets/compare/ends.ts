import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';

/** Which two issues of releases the address asks to compare, in the API's terms. */
export interface Ends {
  from: string;
  fromIssue: number | null;
  to: string;
  toIssue: number | null;
}

export function endsOf({ searchParams }: Pick<URL, 'searchParams'>): Ends {
  const [from, to] = [issueOf(searchParams.get('from')), issueOf(searchParams.get('to'))];
  if (!from || !to) error(400, m.faults_two_releases());
  if (from.release === to.release && from.issue === to.issue) {
    error(400, m.faults_same_release({ release: from.release.slice(0, 80) }));
  }
  return { from: from.release, fromIssue: from.issue, to: to.release, toIssue: to.issue };
}

/** `ucdp:ged@26.0.7,1` is the first issue of a release; without a number its last one is meant. */
function issueOf(text: string | null): { release: string; issue: number | null } | null {
  const given = text?.trim();
  if (!given) return null;
  const [, release, issue] = /^(.*?)(?:,(\d{1,6}))?$/s.exec(given)!;
  return { release: release!, issue: issue === undefined ? null : Number(issue) };
}
