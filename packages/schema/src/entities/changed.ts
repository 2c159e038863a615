import type { Claim as ClaimRow } from '@casus/store/entities/claim';
import type { Event as EventRow } from '@casus/store/entities/event';
import type { RecordedEntry } from '@casus/store/history/recorded-change';
import { jsonObject, type JsonExpression } from '@casus/store/pushdown/json';
import type { Row } from '@casus/store/pushdown/row';
import { rowByKey } from '@casus/store/pushdown/rows';
import type { Loaders } from '@casus/store/reading/loaders';
import { claims } from '@casus/store/tables/claim';
import { events } from '@casus/store/tables/event';
import { nodePlaces } from '../connections.ts';
import type { ComposeTools } from '../pushdown/options.ts';
import { placeOfMilestone } from './agreement-ledger.ts';
import type { MilestoneOf } from './agreement-parts.ts';
import { subjectPushedDown, type SubjectBrought } from './claim-subject.ts';

export type ChangeOf =
  | ({ happened: 'SAID' | 'WITHDRAWN' } & ClaimChanged)
  | { happened: 'MOVED'; milestone: MilestoneOf }
  | { happened: 'RECORDED'; entry: RecordedEntry; brought?: RecordedBrought };

type RecordedOf = ChangeOf & { happened: 'RECORDED' };

/** By the clock SAID. */
export type SaidChange = Exclude<ChangeOf, RecordedOf>;

/** What a statement brought for a recorded change: the claim or the event that changed. */
export interface RecordedBrought {
  claim: ClaimChanged | null;
  event: EventRow | null;
}

/** A claim that was made or withdrawn, with what a statement brought for it, if one did. */
export interface ClaimChanged {
  claim: ClaimRow;
  previous?: ClaimRow | null;
  subject?: SubjectBrought;
}

/** The claim that changed, with what was brought for it; null for what is none, or is gone. */
export async function claimChangedBy(
  change: ChangeOf,
  loaders: Loaders,
): Promise<ClaimChanged | null> {
  if (change.happened === 'MOVED') return null;
  if (change.happened !== 'RECORDED') return change;
  const { entry, brought } = change;
  if (brought) return brought.claim;
  if (entry.entity !== 'CLAIM' || entry.change === 'REMOVED') return null;
  const claim = await loaders.one(claims, entry.entityKey);
  return claim && { claim };
}

export async function eventChangedBy(change: ChangeOf, loaders: Loaders): Promise<EventRow | null> {
  if (change.happened !== 'RECORDED') return null;
  const { entry, brought } = change;
  if (brought) return brought.event;
  if (entry.entity !== 'EVENT' || entry.change === 'REMOVED') return null;
  return loaders.one(events, entry.entityKey);
}

/** Whether the claim says since then what was not said before. */
const isNews = (change: ChangeOf): boolean =>
  change.happened === 'SAID' || (change.happened === 'RECORDED' && change.entry.change === 'ADDED');

export const isWithdrawal = (change: ChangeOf): boolean =>
  change.happened === 'WITHDRAWN' ||
  (change.happened === 'RECORDED' && change.entry.change === 'WITHDRAWN');

export async function previousOf(change: ChangeOf, loaders: Loaders): Promise<ClaimRow | null> {
  if (!isNews(change)) return null;
  const changed = await claimChangedBy(change, loaders);
  if (!changed) return null;
  const { claim, previous } = changed;
  return previous === undefined ? loaders.one(claims, claim.supersedesKey) : previous;
}

/** The places in an answer at which a change shows up. */
export const CHANGE = ['nodes', 'edges.node'];

const QUANTITY_COLUMNS = ['key', 'low', 'best', 'high', 'quantifier'] as const;
/** What tells whether one claim says something else than another, too. */
const COMPARED_COLUMNS = [...QUANTITY_COLUMNS, 'metric', 'stance', 'summary'] as const;
const SUBJECT_COLUMNS = [
  'subjectConflictKey',
  'subjectEventKey',
  'subjectAgreementKey',
  'subjectPlaceKey',
] as const;
const CLAIM_COLUMNS = [
  ...COMPARED_COLUMNS,
  ...SUBJECT_COLUMNS,
  'conflictKey',
  'supersedesKey',
  'releaseKey',
  'assertedLatest',
  'withdrawnAt',
] as const satisfies readonly (keyof ClaimRow)[];

/** A claim that was made or withdrawn, as the database writes it. */
export function claimChangedJson(claim: Row, tools: ComposeTools): JsonExpression {
  const { alias, part } = tools;
  // A number shows up at the change itself.
  const row = part('Claim', nodePlaces('claim'), CLAIM_COLUMNS)(claim);
  const previous = rowByKey(
    claims,
    alias(),
    claim.column('supersedesKey'),
    part('Claim', nodePlaces('previous'), COMPARED_COLUMNS),
  );
  const isSubjectAsked = nodePlaces('subject').some(tools.isAsked);
  return jsonObject([
    ['claim', row],
    ['previous', previous],
    ...(isSubjectAsked ? [['subject', subjectJson(claim, tools)] as const] : []),
  ]);
}

const subjectJson = (claim: Row, { now, alias, part }: ComposeTools) =>
  subjectPushedDown(
    claim,
    {},
    { now, alias, below: (row, type) => part(type!, nodePlaces('subject'), ['key'], true)(row) },
  );

/** Where it stands in a list in the order of when it was said. */
export function placeOfChange(change: SaidChange): { at: string; key: string } {
  if (change.happened === 'MOVED') return placeOfMilestone(change.milestone);
  const { key, assertedLatest, withdrawnAt } = change.claim;
  return { at: change.happened === 'SAID' ? assertedLatest : withdrawnAt!, key };
}
