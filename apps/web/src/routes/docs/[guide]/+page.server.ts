import { playgroundLink } from '#lib/api/client.server.ts';
import { guide, isGuide } from '#lib/docs/guides.server.ts';
import { m } from '#paraglide/messages.js';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

const FIRST = '{\n  conflicts {\n    nodes {\n      slug\n      name\n    }\n  }\n}';

export const load: PageServerLoad = ({ params }) => {
  if (!isGuide(params.guide)) error(404, m.faults_no_guide({ name: params.guide }));
  const { title, opening, sections } = guide(params.guide);
  const withRuns = (blocks: typeof opening) =>
    blocks.map((block) => ({
      ...block,
      run:
        block.kind === 'code' && block.language === 'graphql' ? playgroundLink(block.code) : null,
    }));
  const runs = [opening, ...sections.map(({ blocks }) => blocks)].flat();
  const first = runs.find((block) => block.kind === 'code' && block.language === 'graphql');
  return {
    playground: playgroundLink(first?.kind === 'code' ? first.code : FIRST),
    title,
    opening: withRuns(opening),
    sections: sections.map(({ blocks, ...section }) => ({ ...section, blocks: withRuns(blocks) })),
  };
};
