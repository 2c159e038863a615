import { ask } from '#lib/api/client.server.ts';
import { CONCEPTS, ConceptsPage } from './concepts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { data, playground } = await ask(event, ConceptsPage, CONCEPTS);
  return { playground, answer: data };
};
