import { m } from '#paraglide/messages.js';

/** What is counted on pages, as `messages/nouns` counts it: "1 claim", "12 claims". */
export const NOUNS = {
  claim: m.nouns_claim,
  'later claim': m.nouns_later_claim,
  event: m.nouns_event,
  report: m.nouns_report,
  conflict: m.nouns_conflict,
  agreement: m.nouns_agreement,
  allegation: m.nouns_allegation,
  place: m.nouns_place,
  death: m.nouns_death,
  row: m.nouns_row,
  entry: m.nouns_entry,
  actor: m.nouns_actor,
  claimant: m.nouns_claimant,
  change: m.nouns_change,
  moment: m.nouns_moment,
  'new claim': m.nouns_new_claim,
  figure: m.nouns_figure,
  question: m.nouns_question,
  field: m.nouns_field,
  type: m.nouns_type,
  dataset: m.nouns_dataset,
  country: m.nouns_country,
  result: m.nouns_result,
  month: m.nouns_month,
  year: m.nouns_year,
  party: m.nouns_party,
  pair: m.nouns_pair,
  day: m.nouns_day,
  kind: m.nouns_kind,
  person: m.nouns_person,
  square: m.nouns_square,
} satisfies Record<string, (counted: { count: number; text: string }) => string>;

export type Noun = keyof typeof NOUNS;
