import type { RecordedEntry } from '@casus/store/history/recorded-change';
import type { RecordedEntity } from '@casus/store/vocabulary';
import { builder } from '../builder.ts';
import { encodeGlobalId } from '../global-id.ts';
import { RecordedEntityEnum } from '../types/enums.ts';

const TYPES: Record<RecordedEntity, string> = { CLAIM: 'Claim', EVENT: 'Event' };

export const Removal = builder.objectRef<RecordedEntry>('Removal').implement({
  description:
    'What is in the record no more: taken out of the curated record, or called by another key since.',
  fields: (t) => ({
    type: t.field({
      type: RecordedEntityEnum,
      description: 'What it was.',
      resolve: ({ entity }) => entity,
    }),
    formerId: t.id({
      description: 'The global id that it had: `node` has nothing by it now.',
      resolve: ({ entity, entityKey }) => encodeGlobalId(TYPES[entity], entityKey),
    }),
    formerKey: t.string({
      description: 'The natural key that it had.',
      resolve: ({ entityKey }) => entityKey,
    }),
  }),
});
