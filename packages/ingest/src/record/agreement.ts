import { AGREEMENT_KINDS, PROVISION_KINDS } from '@casus/store/vocabulary';
import { z } from 'zod';
import type { Entry } from '../entry.ts';
import {
  id,
  instant,
  names,
  reference,
  strict,
  text,
  translations,
  translationsOf,
  zone,
} from './fields.ts';
import type { References } from './references.ts';

export const agreementSchema = strict({
  id,
  slug: id.optional(),
  name: text,
  kind: z.enum(AGREEMENT_KINDS),
  summary: text.optional(),
  translations: translations({ name: text, summary: text.optional() }),
  parties: z.array(reference).min(1),
  mediators: z.array(reference).default([]),
  /** The hour it takes effect, the zone in which that was announced, and the claim that says so. */
  effective: strict({ at: instant, zone, claim: reference }).optional(),
  provisions: z
    .array(
      strict({
        kind: z.enum(PROVISION_KINDS),
        text,
        translations: names.optional(),
        claim: reference.optional(),
      }),
    )
    .default([]),
  declarations: z.array(strict({ party: reference, claim: reference })).default([]),
  violations: z
    .array(
      strict({
        accuser: reference,
        accused: reference,
        event: reference.optional(),
        claim: reference,
      }),
    )
    .default([]),
  renews: reference.optional(),
  endedBy: reference.optional(),
}).superRefine(({ parties, declarations }, ctx) => {
  for (const [index, { party }] of declarations.entries()) {
    if (!parties.includes(party)) {
      ctx.addIssue({
        code: 'custom',
        path: ['declarations', index, 'party'],
        message: `“${party}” is not a party: only ${parties.join(' and ')} can declare it theirs`,
      });
    }
  }
});

export function agreementEntry(
  agreement: z.output<typeof agreementSchema>,
  references: References,
): Entry {
  const { effective } = agreement;
  const actors = (list: 'parties' | 'mediators') =>
    agreement[list].map((actor, index) => ({
      actorKey: references.key('actor', actor, list, index),
    }));
  return {
    entity: 'agreement',
    row: {
      key: references.own,
      slug: references.slug,
      name: agreement.name,
      nameTranslations: translationsOf(agreement.translations, 'name'),
      kind: agreement.kind,
      summary: agreement.summary ?? null,
      summaryTranslations: translationsOf(agreement.translations, 'summary'),
      conflictKey: references.conflict,
      effectiveAt: effective?.at ?? null,
      effectiveZone: effective?.zone ?? null,
      effectiveClaimKey: references.optional('claim', effective?.claim, 'effective', 'claim'),
      renewsKey: references.optional('agreement', agreement.renews, 'renews'),
      endedClaimKey: references.optional('claim', agreement.endedBy, 'endedBy'),
    },
    parties: actors('parties'),
    mediators: actors('mediators'),
    provisions: agreement.provisions.map(
      ({ kind, text: words, translations: translated, claim }, index) => ({
        kind,
        text: words,
        textTranslations: translated ?? null,
        claimKey: references.optional('claim', claim, 'provisions', index, 'claim'),
      }),
    ),
    declarations: agreement.declarations.map(({ party, claim }, index) => ({
      actorKey: references.key('actor', party, 'declarations', index, 'party'),
      claimKey: references.key('claim', claim, 'declarations', index, 'claim'),
    })),
    violations: agreement.violations.map(({ accuser, accused, event, claim }, index) => ({
      accuserKey: references.key('actor', accuser, 'violations', index, 'accuser'),
      accusedKey: references.key('actor', accused, 'violations', index, 'accused'),
      eventKey: references.optional('event', event, 'violations', index, 'event'),
      claimKey: references.key('claim', claim, 'violations', index, 'claim'),
    })),
  };
}
