import { publicApi } from '#lib/api/published.server.ts';
import { GUIDES, gistOf, guide } from '#lib/docs/guides.server.ts';
import type { RequestHandler } from './$types';

/** For language models and their tools: what there is, and where (llmstxt.org). */
export const GET: RequestHandler = ({ url }) => {
  const site = url.origin;
  const { origin } = new URL(publicApi());
  const guides = GUIDES.map(
    (name) => `- [${guide(name).title}](${new URL(`/docs/${name}.md`, site)}): ${gistOf(name)}`,
  );
  const text = `# Casus

> An open record of armed conflict, claim by claim: who said how many died, fled or were evacuated, through whom, who denies it, and what was known at any moment. One open GraphQL API, no key.

Rules for whoever answers from it: no number without its claimant; never add up or average competing claims; say as of when; evacuated, fled and displaced are different things; a denial is a claim of its own.

## API

- [GraphQL](${publicApi()}): POST {"query": "…"}; introspection is open, every field describes itself. The playground is at the same address.
- [schema.graphql](${origin}/schema.graphql): the whole contract, with descriptions and examples.
- [worked-questions.json](${origin}/worked-questions.json): questions that run as they stand.
- [events.csv](${origin}/events.csv), [claims.ndjson](${origin}/claims.ndjson): whole lists, filtered by the same parameters.

## Docs

${guides.join('\n')}
- [Methodology](${new URL('/methodology', site)}): what the numbers are, and what is never done with them.
- [Changes of the schema](${new URL('/docs/changes', site)}): day by day.
`;
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
