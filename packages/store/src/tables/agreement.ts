import { index, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { actors } from './actor.ts';
import { claims } from './claim.ts';
import { instant, key, source, translations } from './columns.ts';
import { conflicts } from './conflict.ts';
import { agreementKind, provisionKind } from './enums.ts';
import { events } from './event.ts';

export const agreements = pgTable(
  'agreements',
  {
    key: key('key').primaryKey(),
    slug: text('slug').unique(),
    name: text('name').notNull(),
    nameTranslations: translations('name_translations'),
    kind: agreementKind('kind').notNull(),
    summary: text('summary'),
    summaryTranslations: translations('summary_translations'),
    conflictKey: key('conflict_key').references(() => conflicts.key),
    effectiveAt: instant('effective_at'),
    /** IANA zone in which the hour was announced. */
    effectiveZone: text('effective_zone'),
    /** The claim that gives the hour; before it was made nobody could know it. */
    effectiveClaimKey: key('effective_claim_key'),
    renewsKey: key('renews_key'),
    /** The claim that declares the agreement over. */
    endedClaimKey: key('ended_claim_key'),
    source: source(),
  },
  (t) => [index().on(t.conflictKey), index().on(t.renewsKey), index().on(t.effectiveAt, t.key)],
);

export const agreementParties = pgTable(
  'agreement_parties',
  {
    agreementKey: key('agreement_key')
      .notNull()
      .references(() => agreements.key),
    position: smallint('position').notNull(),
    actorKey: key('actor_key')
      .notNull()
      .references(() => actors.key),
  },
  (t) => [primaryKey({ columns: [t.agreementKey, t.position] }), index().on(t.actorKey)],
);

export const agreementMediators = pgTable(
  'agreement_mediators',
  {
    agreementKey: key('agreement_key')
      .notNull()
      .references(() => agreements.key),
    position: smallint('position').notNull(),
    actorKey: key('actor_key')
      .notNull()
      .references(() => actors.key),
  },
  (t) => [primaryKey({ columns: [t.agreementKey, t.position] }), index().on(t.actorKey)],
);

export const agreementProvisions = pgTable(
  'agreement_provisions',
  {
    agreementKey: key('agreement_key')
      .notNull()
      .references(() => agreements.key),
    position: smallint('position').notNull(),
    kind: provisionKind('kind').notNull(),
    text: text('text').notNull(),
    textTranslations: translations('text_translations'),
    claimKey: key('claim_key').references(() => claims.key),
  },
  (t) => [primaryKey({ columns: [t.agreementKey, t.position] })],
);

export const agreementDeclarations = pgTable(
  'agreement_declarations',
  {
    agreementKey: key('agreement_key')
      .notNull()
      .references(() => agreements.key),
    position: smallint('position').notNull(),
    /** The party that is bound; the claim's claimant is the body that spoke for it. */
    actorKey: key('actor_key')
      .notNull()
      .references(() => actors.key),
    claimKey: key('claim_key')
      .notNull()
      .references(() => claims.key),
  },
  (t) => [primaryKey({ columns: [t.agreementKey, t.position] })],
);

export const agreementViolations = pgTable(
  'agreement_violations',
  {
    agreementKey: key('agreement_key')
      .notNull()
      .references(() => agreements.key),
    position: smallint('position').notNull(),
    accuserKey: key('accuser_key')
      .notNull()
      .references(() => actors.key),
    accusedKey: key('accused_key')
      .notNull()
      .references(() => actors.key),
    eventKey: key('event_key').references(() => events.key),
    claimKey: key('claim_key')
      .notNull()
      .references(() => claims.key),
  },
  (t) => [primaryKey({ columns: [t.agreementKey, t.position] })],
);
