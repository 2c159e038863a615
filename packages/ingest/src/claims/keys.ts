import { createHash } from 'node:crypto';
import type { ClaimLine } from './line.ts';

export const SERIES = 'claims:sheet';
export const PROVIDER_KEY = 'claims:provider';
/** Of an actor that sheets alone know. */
export const actorKey = (name: string) =>
  `claims:actor:${shortened(name.normalize('NFC').toLowerCase())}`;

export function reportKey(
  publisherKey: string | null,
  { title, url, published }: ClaimLine['report'],
) {
  return `claims:report:${hash([publisherKey, title, url, published?.edtf])}`;
}

/** A line without an id of its own is known by what it is about, who says it and when. */
export function claimKey(sheet: string, line: ClaimLine): string {
  return `claims:${sheet}/${line.id ?? hash(identityOf(line))}`;
}

function identityOf({
  event,
  conflict,
  place,
  kind,
  metric,
  population,
  party,
  measure,
  ...line
}: ClaimLine) {
  const { period, stance, claimant, said } = line;
  const counted = [metric, population, party, measure, period?.edtf];
  return [event, conflict, place, kind, ...counted, stance, claimant, said.edtf];
}

const LONGEST = 100;

const shortened = (text: string) => (text.length > LONGEST ? hash([text]) : text);

function hash(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
