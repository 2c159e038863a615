import { ask, playgroundLink } from '#lib/api/client.server.ts';
import { publicApi, published } from '#lib/api/published.server.ts';
import { QUICKSTART, QuickstartPage } from './quickstart.ts';
import { samplesFor } from './samples.ts';
import { explained, type WorkedQuestion } from './worked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const [{ data, playground }, questions] = await Promise.all([
    ask(event, QuickstartPage, QUICKSTART),
    published<WorkedQuestion[]>(event, 'worked-questions.json'),
  ]);
  return {
    playground,
    api: publicApi(),
    samples: samplesFor(publicApi()),
    figures: data.conflict?.figures ?? [],
    asOf: QUICKSTART.asOf,
    questions: questions.map((question) => ({
      ...explained(question),
      name: question.name,
      query: question.query,
      playground: playgroundLink(question.query),
    })),
  };
};
