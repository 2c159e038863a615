import type { Selected } from '@casus/store/lists/selected';

/** Of what the record itself tells, without a dataset; NOTICE.md says more. */
export const RECORD_TERMS = {
  name: 'Casus, curated record',
  licence:
    "Facts from public reports, told in the record's own words; each claim names its sources",
  citation:
    'Casus: an open record of armed conflict, claim by claim. Cite the claimant and the report with it.',
};

/** Licence and citation of a row by its dataset's key; an empty one means the record. */
export function termsOf(
  key: string,
  { datasets }: Selected,
): { name: string; licence: string; citation: string } {
  return datasets.find((dataset) => dataset.key === key) ?? RECORD_TERMS;
}

/** Of an answer in which both may stand. */
export const TERMS_NOTICE =
  'What a dataset delivered is under the licence of its release, told with it and at /datasets.json; cite it. ' +
  `The rest: ${RECORD_TERMS.licence}. That a claim is on record does not make it so.`;
