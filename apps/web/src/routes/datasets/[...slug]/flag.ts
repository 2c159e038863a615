import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import type { QualityFlagKind } from '../../../gql/graphql.ts';

const KINDS: Record<QualityFlagKind, true> = {
  BEST_NOT_SUM_OF_PARTS: true,
  DATE_PRECISION_OUTSIDE_CODEBOOK: true,
  LOCATION_PRECISION_OUTSIDE_CODEBOOK: true,
  VIOLENCE_OUTSIDE_CODEBOOK: true,
  BEGINS_OUTSIDE_DATASET_YEAR: true,
  ENDS_AFTER_DATASET_YEAR: true,
  DATED_AFTER_RELEASE: true,
  LOW_BEST_HIGH_DISORDERED: true,
  SIDE_AND_PLACE_DISAGREE: true,
  SOURCES_UNREADABLE: true,
};

/** The kind of flag that the address asks for; null for all of them. */
export function flagOf({ searchParams }: Pick<URL, 'searchParams'>): QualityFlagKind | null {
  const kind = searchParams.get('flag');
  if (!kind) return null;
  if (Object.hasOwn(KINDS, kind)) return kind as QualityFlagKind;
  error(400, m.faults_no_flag({ text: kind.slice(0, 60), words: Object.keys(KINDS).join(', ') }));
}
