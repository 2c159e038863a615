import type { TimePrecision } from '@casus/store/vocabulary';
import { FileRefused } from '../reader.ts';
import { readTime, TimeUnreadable } from '../time.ts';

/** A published version of GED and when it came out, which is when UCDP made its claims. */
export interface Release {
  /** `22.1`; `21.01.21.12` for the candidate events of January to December 2021; `26.0.3`. */
  version: string;
  candidate: boolean;
  released: { earliest: string; latest: string; precision: TimePrecision; edtf: string };
  /** The date was not given but follows from how UCDP numbers and times its releases. */
  bySchedule: boolean;
}

export interface WrittenRelease {
  version?: string | undefined;
  /** An EDTF day, month or year. */
  released?: string | undefined;
}

/** UCDP names its files in two ways: `GEDEvent_v21_01_21_12.csv` and, for yearly ones, `ged221-csv.zip`. */
const NAMED = /^gedevent_v(\d+(?:[_.]\d+)+)/i;
const NUMBERED = /^ged(\d{2})(\d)(?!\d)/i;

/**
 * @param names what the file is called, the closest to the data first (in a zip: the CSV's own name).
 * @param now when the file is at hand: it was released by then, whatever the schedule says.
 * @throws FileRefused when nothing tells the version, or what was given for it cannot be read.
 */
export function readRelease(
  names: readonly string[],
  written: WrittenRelease = {},
  now = new Date(),
): Release {
  const version = written.version ? readVersion(written.version) : versionIn(names);
  if (version === null) {
    throw new FileRefused(
      'nothing tells which version of GED it is: add --version, e.g. --version 22.1',
    );
  }
  const schedule = scheduleOf(version);
  const edtf = written.released ?? schedule?.edtf;
  if (edtf === undefined) {
    throw new FileRefused(
      `UCDP has no version numbered like ${version}, so the release date is unknown: add --released, e.g. --released 2022-01-24`,
    );
  }
  const bySchedule = written.released === undefined;
  const released = readReleased(edtf);
  return {
    version,
    candidate: schedule?.candidate ?? false,
    released: bySchedule ? releasedBy(now.toISOString(), released) : released,
    bySchedule,
  };
}

/** Nothing is said in the future: a file that is here came out before its period ends, or even begins. */
function releasedBy(now: string, released: Release['released']): Release['released'] {
  if (released.latest <= now) return released;
  if (released.earliest <= now) return { ...released, latest: now };
  return { earliest: now, latest: now, precision: 'DAY', edtf: now.slice(0, 'YYYY-MM-DD'.length) };
}

function versionIn(names: readonly string[]): string | null {
  for (const name of names) {
    const named = NAMED.exec(name);
    if (named) return named[1]!.replaceAll('_', '.');
    const numbered = NUMBERED.exec(name);
    if (numbered) return `${numbered[1]}.${numbered[2]}`;
  }
  return null;
}

function readVersion(text: string): string {
  const version = text.trim().replace(/^v/i, '').replaceAll('_', '.');
  if (!/^\d+(\.\d+)+$/.test(version)) {
    throw new FileRefused(
      `“${text}” is not a version: write numbers and dots, like 22.1, 26.0.3 or 21.01.21.12`,
    );
  }
  return version;
}

/**
 * Yearly versions come out within the year they are numbered by, candidate events in the month after
 * the last one they cover: 21.01.21.12 covers January to December 2021, 26.0.3 March 2026.
 */
function scheduleOf(version: string): { edtf: string; candidate: boolean } | null {
  const parts = version.split('.').map(Number);
  const [year = 0] = parts;
  if (parts.length === 2) return { edtf: `20${pad(year)}`, candidate: false };
  if (parts.length === 3 && parts[1] === 0) return monthAfter(year, parts[2]!);
  if (parts.length === 4) return monthAfter(parts[2]!, parts[3]!);
  return null;
}

function monthAfter(year: number, month: number): { edtf: string; candidate: boolean } | null {
  if (month < 1 || month > 12) return null;
  const edtf = month === 12 ? `20${pad(year + 1)}-01` : `20${pad(year)}-${pad(month + 1)}`;
  return { edtf, candidate: true };
}

const pad = (number: number) => String(number).padStart(2, '0');

function readReleased(edtf: string): Release['released'] {
  try {
    const { earliest, latest, precision } = readTime({ date: edtf });
    return { earliest, latest, precision, edtf };
  } catch (error) {
    if (!(error instanceof TimeUnreadable)) throw error;
    throw new FileRefused(
      `“${edtf}” is not a release date: write a day, month or year, like 2022-01-24, 2022-01 or 2022`,
      { cause: error },
    );
  }
}
