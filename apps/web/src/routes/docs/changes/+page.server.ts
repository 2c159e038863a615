import changes from '@casus/contract/changes.json';
import { playgroundLink } from '#lib/api/client.server.ts';
import { typeQuestion } from '../schema/type-question.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({
  playground: playgroundLink(typeQuestion, { name: 'Query' }),
  days: changes.toReversed(),
});
