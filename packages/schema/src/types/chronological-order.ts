import { builder } from '../builder.ts';

export const ChronologicalOrder = builder.enumType('ChronologicalOrder', {
  description: 'In which direction of time a list runs.',
  values: {
    EARLIEST_FIRST: { description: 'Oldest first.' },
    LATEST_FIRST: { description: 'Newest first.' },
  },
});
