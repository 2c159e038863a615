import { hash as hashOf } from 'node:crypto';
import type { KeyScheme } from '../reader.ts';

/** The same thing has the same key in every installation and after every import. */
export const PROVIDER_KEY = 'ucdp:provider';
export const UNNAMED_OFFICE_KEY = 'ucdp:office:unnamed';

/** Long keys cost every index that holds them. */
const LONGEST_NAME_IN_KEY = 120;
/**
 * In bytes: PostgreSQL refuses index entries of more than 2.7 kB, a place's key has three levels, and
 * one index has its name beside it.
 */
const LONGEST_LEVEL_IN_KEY = 400;

export const eventKey = (id: number | string) => `ucdp:ged:${id}`;
export const conflictKey = (id: number | string) => `ucdp:conflict:${id}`;
export const dyadKey = (id: number | string) => `ucdp:dyad:${id}`;
export const actorKey = (id: number | string) => `ucdp:actor:${id}`;
export const deathsKey = (eventId: number, version: string) =>
  `ucdp:ged:${eventId}/deaths@${version}`;
export const officeKey = (name: string) => `ucdp:office:${nameInKey(name)}`;

export const GED_KEYS: KeyScheme = {
  actor: { scheme: 'UCDP_ACTOR', key: actorKey },
  conflict: { scheme: 'UCDP_CONFLICT', key: conflictKey },
  dyad: { scheme: 'UCDP_DYAD', key: dyadKey },
  event: { scheme: 'UCDP_EVENT', key: eventKey },
};

/** “MoD” of two countries are two ministries, so the country is part of a source's key. */
export const sourceKey = (country: number | null, name: string) =>
  `ucdp:source:${country ?? 0}/${nameInKey(name)}`;

export function reportKey(office: string | null, date: string | null, title: string): string {
  return `ucdp:report:${hash(`${office ?? ''}|${date ?? ''}|${title}`)}`;
}

/** From the country downwards; a level that is not known stays empty, so no two levels meet. */
export function placeKey(country: number | null, levels: readonly (string | null)[]): string {
  const names = levels.map((level) => levelInKey(level ?? ''));
  return `ucdp:place:${[country ?? 0, ...names].join('/')}`;
}

function levelInKey(name: string): string {
  const level = name.replaceAll('/', '%2F');
  return Buffer.byteLength(level) > LONGEST_LEVEL_IN_KEY ? hash(name) : level;
}

function nameInKey(name: string): string {
  const folded = name.normalize('NFC').toLowerCase();
  return folded.length > LONGEST_NAME_IN_KEY ? hash(folded) : folded;
}

function hash(text: string): string {
  return hashOf('sha1', text).slice(0, 16);
}
