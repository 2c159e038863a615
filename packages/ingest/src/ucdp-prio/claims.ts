import type { Entry } from '../entry.ts';
import { assertedBy, type Release } from '../release.ts';
import { readTime } from '../time.ts';
import { PROVIDER_KEY } from '../ucdp-ged/keys.ts';
import { dayText } from './days.ts';
import type { ConflictYear } from './row.ts';

type ClaimEntry = Extract<Entry, { entity: 'claim' }>;

export const yearKey = ({ key, year }: ConflictYear, { version }: Release) =>
  `${key}/year/${year}@${version}`;

const INTENSITIES = {
  MINOR: 'a minor armed conflict, with 25 to 999 battle-related deaths in the year',
  WAR: 'a war, with at least 1,000 battle-related deaths in the year',
};
const KINDS = {
  EXTRASYSTEMIC: 'between a state and a group outside its territory',
  INTERSTATE: 'between states',
  INTRASTATE: 'within a state, without troops of others',
  INTERNATIONALIZED_INTRASTATE: 'within a state, with troops of others',
};

/** How intense the conflict was in a year, and of what kind. */
export function yearClaim(read: ConflictYear, release: Release): ClaimEntry {
  const { year, intensity, kind, support } = read;
  const troops = (['a', 'b'] as const)
    .flatMap((side) =>
      support[side] ? [`Side ${side.toUpperCase()} had troops of ${support[side]}.`] : [],
    )
    .join(' ');
  return claim(read, release, {
    key: yearKey(read, release),
    kind: 'CONTEXT',
    period: readTime({ date: String(year) }),
    summary: `In ${year} it was ${INTENSITIES[intensity]}, ${KINDS[kind]}.${troops && ` ${troops}`}`,
  });
}

/** When an active spell began, and when it ended as far as the line tells. */
export function episodeClaim(read: ConflictYear, release: Release): ClaimEntry {
  const { began, ended } = read.episode;
  const period = ended
    ? {
        earliest: began.earliest,
        latest: ended.latest > began.latest ? ended.latest : began.latest,
        precision:
          ended.precision === 'DAY' && began.precision === 'DAY'
            ? ('DAYS' as const)
            : ('UNKNOWN' as const),
        edtf: `${began.edtf}/${ended.edtf}`,
      }
    : began;
  return claim(read, release, {
    key: `${read.key}/spell/${began.day}@${release.version}`,
    kind: 'OCCURRENCE',
    period,
    summary: ended
      ? `An active spell from ${dayText(began)} to ${dayText(ended)}.`
      : `An active spell from ${dayText(began)}, not over at the end of ${read.year}.`,
  });
}

function claim(
  { key: conflict }: ConflictYear,
  release: Release,
  {
    key,
    kind,
    period,
    summary,
  }: {
    key: string;
    kind: 'CONTEXT' | 'OCCURRENCE';
    period: Pick<ReturnType<typeof readTime>, 'earliest' | 'latest' | 'precision' | 'edtf'>;
    summary: string;
  },
): ClaimEntry {
  return {
    entity: 'claim',
    row: {
      key,
      kind,
      stance: 'ASSERTS',
      rank: 'NORMAL',
      summary,
      periodEarliest: period.earliest,
      periodLatest: period.latest,
      periodPrecision: period.precision,
      periodEdtf: period.edtf,
      ...assertedBy(release),
      claimantKey: PROVIDER_KEY,
      subjectConflictKey: conflict,
      conflictKey: conflict,
    },
    attribution: [{ position: 1, role: 'CLAIMANT', actorKey: PROVIDER_KEY }],
  };
}
