import { m } from '#paraglide/messages.js';
import { numberText, quantityText } from '#lib/format/numbers.ts';
import { boundsText } from '#lib/format/times.ts';
import {
  EVENT_KIND,
  LOCATION_PRECISION,
  PARTICIPANT,
  TIME_PRECISION,
  VIOLENCE,
} from '#lib/vocabulary/words.ts';
import type { EditionSaidFragment, ReleaseDiffKind } from '../../../gql/graphql.ts';
import { DEAD } from './net.ts';

/** What one part of an event was by the one release, and is by the other; null where a release has no such event. */
export interface Said {
  of: string;
  before: string | null;
  after: string | null;
}

type Edition = EditionSaidFragment;
/** A part of an event in words; the second ones are more exact, for where the first do not differ. */
type Part = [of: () => string, ...words: ((edition: Edition) => string)[]];

const DEATHS: Part = [
  m.releases_deaths,
  ({ deaths }) => (deaths ? quantityText({ ...deaths, quantifier: 'EXACT' }) : m.releases_none()),
  ({ deaths }) => splitText(deaths),
];
const TIME: Part = [
  m.releases_days,
  ({ time }) => boundsText(time),
  ({ time }) => `${boundsText(time)} (${TIME_PRECISION[time.precision]})`,
  ({ time }) => `${time.earliest} – ${time.latest}`,
];
const PLACE: Part = [
  m.releases_place,
  ({ location }) =>
    [...new Set([location?.place?.name, location?.country?.name])].filter(Boolean).join(', ') ||
    m.releases_none(),
  ({ location }) => pointText(location),
];
const CONFLICT: Part = [m.releases_conflict, ({ conflict }) => conflict?.name ?? m.releases_none()];
const SIDES: Part = [
  m.releases_sides,
  ({ participants }) =>
    participants.map(({ actor }) => actor.name).join(' – ') || m.releases_none(),
  ({ participants }) =>
    participants.map(({ role, actor }) => `${PARTICIPANT[role]}: ${actor.name}`).join('; '),
];
const CODED: Part = [
  m.releases_coded,
  ({ violence }) => (violence ? VIOLENCE[violence] : m.releases_none()),
  ({ kind }) => EVENT_KIND[kind],
];

/** What there is to tell of an event that only one of the two has. */
const WHOLE = [DEATHS, TIME, PLACE, SIDES];

const PARTS: Record<ReleaseDiffKind, readonly Part[]> = {
  ADDED: WHOLE,
  DROPPED: WHOLE,
  FIGURES_REVISED: [DEATHS],
  REDATED: [TIME],
  RELOCATED: [PLACE],
  RECODED: [CONFLICT, SIDES, CODED],
};

/** All that the two releases say differently of an event, or what the one says that has it. */
export function saidOf(
  kinds: readonly ReleaseDiffKind[],
  before: Edition | null | undefined,
  after: Edition | null | undefined,
): Said[] {
  return kinds
    .flatMap((kind) => PARTS[kind])
    .flatMap(([of, ...words]): Said[] => {
      if (!before || !after) {
        const [plain] = words;
        const textOf = (edition: Edition | null | undefined) => (edition ? plain!(edition) : null);
        return before || after ? [{ of: of(), before: textOf(before), after: textOf(after) }] : [];
      }
      const differing = words.find((word) => word(before) !== word(after));
      return differing ? [{ of: of(), before: differing(before), after: differing(after) }] : [];
    });
}

function pointText(location: Edition['location']): string {
  if (!location) return m.releases_none();
  const { latitude, longitude, precision } = location;
  const point =
    typeof latitude === 'number' && typeof longitude === 'number'
      ? `${latitude}, ${longitude}`
      : m.releases_none();
  return `${point} (${LOCATION_PRECISION[precision]})`;
}

function splitText(deaths: Edition['deaths']): string {
  if (!deaths) return m.releases_none();
  return DEAD.map(({ part, text }) => {
    const number = deaths[part];
    return text({ number: typeof number === 'number' ? numberText(number) : '–' });
  }).join(', ');
}
