import type { Entry } from '../entry.ts';
import type { References } from './references.ts';

/** An entry with the means to complain about the lines it came from. */
export interface Made {
  entry: Entry;
  references: References;
}

type EntryOf<Kind extends Entry['entity']> = Extract<Entry, { entity: Kind }>;

/** What no single entry can show to be wrong: claims that contradict what they refer to. */
export function checkMeaning(made: readonly Made[]): void {
  const byKey = new Map(made.map(({ entry }) => [`${entry.entity} ${entry.row.key}`, entry]));
  const find = <Kind extends Entry['entity']>(kind: Kind, key: string | null | undefined) =>
    byKey.get(`${kind} ${key ?? ''}`) as EntryOf<Kind> | undefined;

  for (const { entry, references } of made) {
    if (entry.entity === 'agreement') checkViolations(entry, references);
    if (entry.entity !== 'claim') continue;
    checkSuccession(entry, references);
    checkOrder(entry, references);
    checkPublishers(entry, references);
  }

  function checkSuccession({ row }: EntryOf<'claim'>, { problem }: References): void {
    if (row.answersKey === row.key) problem('answers itself: name the claim it answers', 'answers');
    const past = find('claim', row.supersedesKey)?.row;
    if (!past) return;
    if (past.assertedLatest >= row.assertedLatest) {
      const message = `supersedes a claim that is not known to be earlier (${past.assertedLatest}): narrow the one’s or the other’s time`;
      problem(message, 'supersedes');
    }
    if (scopeOf(past) !== scopeOf(row)) {
      problem(
        'supersedes a claim about something else: drop it, or align what they count',
        'supersedes',
      );
    }
  }

  function checkOrder({ row }: EntryOf<'claim'>, { problem }: References): void {
    const { low, best, high } = row;
    const given = [low, best, high].filter((value) => typeof value === 'number');
    if (given.every((value, index) => index === 0 || given[index - 1]! <= value)) return;
    const flags = find('event', row.subjectEventKey)?.row.qualityFlags ?? [];
    if (flags.some(({ kind }) => kind === 'LOW_BEST_HIGH_DISORDERED')) return;
    const message =
      'low ≤ best ≤ high does not hold: put them in order, or flag the event LOW_BEST_HIGH_DISORDERED if its dataset has them so';
    problem(message, 'quantity');
  }

  function checkPublishers({ attribution }: EntryOf<'claim'>, { problem }: References): void {
    for (const { role, reportKey, actorKey, position } of attribution) {
      const publisher = find('report', reportKey)?.row.publisherKey;
      if (role === 'PUBLISHER' && publisher && publisher !== actorKey) {
        const message = 'is not who published this report: name its publisher, or relay it';
        problem(message, 'chain', position - 1);
      }
    }
  }

  function checkViolations({ violations }: EntryOf<'agreement'>, { problem }: References): void {
    for (const [index, { claimKey }] of violations?.entries() ?? []) {
      const claim = find('claim', claimKey);
      if (claim && claim.row.kind !== 'VIOLATION') {
        const message = `is of kind ${claim.row.kind}: an alleged violation rests on a VIOLATION`;
        problem(message, 'violations', index, 'claim');
      }
    }
  }
}

function scopeOf(row: EntryOf<'claim'>['row']): string {
  const { subjectConflictKey, subjectEventKey, subjectAgreementKey, subjectPlaceKey } = row;
  const { metric, population, partyKey, measure, periodEdtf, placeKey } = row;
  const subject = [subjectConflictKey, subjectEventKey, subjectAgreementKey, subjectPlaceKey];
  return JSON.stringify([subject, metric, population, partyKey, measure, periodEdtf, placeKey]);
}
