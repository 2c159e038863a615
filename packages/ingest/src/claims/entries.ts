import type { Quantifier, Stance } from '@casus/store/vocabulary';
import { LineUnreadable } from '../csv/cells.ts';
import type { Entry } from '../entry.ts';
import type { Release } from '../release.ts';
import { written } from './columns.ts';
import { claimKey, reportKey } from './keys.ts';
import type { ClaimLine } from './line.ts';
import type { References } from './references.ts';

type EntryOf<Name extends Entry['entity']> = Extract<Entry, { entity: Name }>;

/**
 * A claim with the actors that sheets alone know and the report in which it stands.
 *
 * @throws LineUnreadable where it refers to what nothing here is called
 */
export function claimEntries(
  line: ClaimLine,
  references: References,
  { version }: Release,
): { claim: EntryOf<'claim'>; group: Entry[] } {
  const problems: string[] = [];
  const subject = (kind: 'event' | 'conflict' | 'place') =>
    line[kind] === null ? null : references.subject(kind, line[kind], problems);
  const event = subject('event');
  const conflict = subject('conflict');
  const place = subject('place');
  const named = (column: 'claimant' | 'through' | 'publisher' | 'party', name: string) =>
    references.actor(column, name, problems);
  const claimant = named('claimant', line.claimant);
  const relays = line.through.map((name) => named('through', name));
  const publisher = line.publisher === null ? null : named('publisher', line.publisher);
  const party = line.party === null ? null : named('party', line.party);
  if (problems.length > 0) throw new LineUnreadable(problems.join('; '));
  const report = reportEntry(line, publisher?.key ?? null);
  const steps = [
    { role: 'CLAIMANT' as const, actor: claimant },
    ...relays.map((actor) => ({ role: 'RELAY' as const, actor })),
    ...(publisher ? [{ role: 'PUBLISHER' as const, actor: publisher }] : []),
  ];
  const { quantity, period, said } = line;
  const claim: EntryOf<'claim'> = {
    entity: 'claim',
    row: {
      key: claimKey(version, line),
      kind: line.kind,
      metric: line.metric,
      population: line.population,
      partyKey: party?.key ?? null,
      measure: line.measure,
      periodEarliest: period?.earliest ?? null,
      periodLatest: period?.latest ?? null,
      periodPrecision: period?.precision ?? null,
      periodEdtf: period?.edtf ?? null,
      placeKey: event || conflict ? (place?.key ?? null) : null,
      ...quantity,
      stance: line.stance,
      summary: line.summary ?? summaryOf(line, claimant.name),
      assertedEarliest: said.earliest,
      assertedLatest: said.latest,
      assertedPrecision: said.precision,
      assertedEdtf: said.edtf,
      claimantKey: claimant.key,
      sourceReliability: line.reliability,
      informationCredibility: line.credibility,
      rank: 'NORMAL',
      subjectEventKey: event?.key ?? null,
      subjectConflictKey: conflict?.key ?? null,
      subjectPlaceKey: event || conflict ? null : (place?.key ?? null),
      conflictKey: event?.conflictKey ?? conflict?.key ?? null,
    },
    attribution: steps.map(({ role, actor }, index) => ({
      position: index + 1,
      role,
      actorKey: actor.key,
      // The last of the chain is nearest to what can be read.
      reportKey: index === steps.length - 1 ? (report?.row.key ?? null) : null,
    })),
  };
  const actors = [claimant, ...relays, publisher, party].flatMap((actor) => actor?.entry ?? []);
  return { claim, group: [...actors, ...(report ? [report] : []), claim] };
}

function reportEntry({ report }: ClaimLine, publisherKey: string | null): EntryOf<'report'> | null {
  const { title, url, published } = report;
  if (!title && !url) return null;
  return {
    entity: 'report',
    row: {
      key: reportKey(publisherKey, report),
      title: title ?? url!,
      publisherKey,
      publishedEarliest: published?.earliest ?? null,
      publishedLatest: published?.latest ?? null,
      publishedPrecision: published?.precision ?? null,
      publishedEdtf: published?.edtf ?? null,
      url,
    },
  };
}

const STANCE_WORDS: Record<Stance, string> = {
  ASSERTS: '',
  CONFIRMS: 'confirms ',
  DENIES: 'denies ',
  CANNOT_CONFIRM: 'cannot confirm ',
};
const HEDGES: Record<Quantifier, string> = {
  EXACT: '',
  ABOUT: 'about ',
  AT_LEAST: 'at least ',
  MORE_THAN: 'more than ',
  UP_TO: 'up to ',
};

function summaryOf({ kind, metric, quantity, stance }: ClaimLine, claimant: string): string {
  const { low, best, high, quantifier } = quantity;
  const number = best ?? (low !== null && high !== null ? `${low} to ${high}` : (low ?? high));
  const what = metric
    ? `${number === null ? 'some' : `${HEDGES[quantifier ?? 'EXACT']}${number}`} ${written(metric)}`
    : written(kind);
  return `${claimant}: ${STANCE_WORDS[stance]}${what}.`;
}
