import { z } from 'zod';
import { FOUND } from './entities.ts';
import { AGREEMENT, AGREEMENTS } from './questions/agreements.ts';
import { CHANGES } from './questions/changes.ts';
import { CLAIMS, CLAIM_CHAIN } from './questions/claims.ts';
import { CONFLICT, CONFLICTS } from './questions/conflicts.ts';
import { DATASETS } from './questions/datasets.ts';
import { EVENT, EVENTS } from './questions/events.ts';
import { FIGURES } from './questions/figures.ts';
import { REPORT } from './questions/reports.ts';
import { SEARCH } from './questions/search.ts';

/** A tool: what a model is told of it, what it takes, and the question that it asks. */
export interface Tool {
  name: string;
  title: string;
  description: string;
  input: z.ZodRawShape;
  document: string;
  /** The question's variables, of what was given; `asOf` and `language` are given to all. */
  variables: (given: Record<string, unknown>) => Record<string, unknown>;
}

const slug = (of: string) =>
  z.string().min(1).describe(`The ${of}'s slug, as search and the lists give it.`);
const asOf = z.iso
  .datetime({ offset: true })
  .optional()
  .describe('What was known at this moment, such as 2022-09-16T23:59:59Z; now unless given.');
const language = z
  .enum(['en', 'ru', 'ky', 'tg'])
  .optional()
  .describe('Names in this language where there are any; English unless given.');
const page = {
  first: z.int().min(1).max(50).default(20).describe('How many rows.'),
  after: z.string().optional().describe('endCursor of the page before.'),
};
const METRICS = [
  'DEATHS',
  'INJURIES',
  'MISSING',
  'DETAINED',
  'EVACUATED',
  'FLED',
  'DISPLACED',
  'RETURNED',
] as const;
const metric = z
  .enum(METRICS)
  .optional()
  .describe('EVACUATED, FLED and DISPLACED are different things: never add or swap them.');

const same = (given: Record<string, unknown>) => given;
/** As the filters of the API are called: those that take several values, and those that take one. */
const filtered =
  (lists: Record<string, string>, values: Record<string, string> = {}) =>
  (given: Record<string, unknown>): Record<string, unknown> => {
    const { first, after } = given;
    const named = (names: Record<string, string>, as: (value: unknown) => unknown) =>
      Object.entries(names).flatMap(([name, field]) =>
        given[name] === undefined ? [] : [[field, as(given[name])] as const],
      );
    const filter = Object.fromEntries([
      ...named(lists, (value) => [value]),
      ...named(values, (value) => value),
    ]);
    return { first, after, filter };
  };

export const TOOLS: readonly Tool[] = [
  {
    name: 'search',
    title: 'Search the record',
    description:
      'Finds conflicts, events, places, actors, agreements, reports and claims by name or words, in any spelling or script. Begin here: the other tools take the slugs that it gives.',
    input: {
      query: z.string().min(1).max(200),
      types: z.array(z.enum(FOUND)).optional(),
      first: z.int().min(1).max(50).default(10),
    },
    document: SEARCH,
    variables: same,
  },
  {
    name: 'list_conflicts',
    title: 'Conflicts on record',
    description:
      'The conflicts that the record has, those in whose events most died first. `totals` are sums of the estimates of events by the providers of datasets (list_datasets), not claims of the conflict: say so, and give the range.',
    input: { text: z.string().optional().describe('In the name.'), ...page, language },
    document: CONFLICTS,
    variables: filtered({}, { text: 'text' }),
  },
  {
    name: 'get_conflict',
    title: 'A conflict',
    description:
      'Who fights whom over what: kind, sides, start and end, related conflicts, and sums over its events as in list_conflicts.',
    input: { slug: slug('conflict'), language },
    document: CONFLICT,
    variables: same,
  },
  {
    name: 'who_says_how_many',
    title: 'Figures and who gives them',
    description:
      'The figures that claimants give of a conflict as a whole (deaths, injuries, evacuated …) side by side: from low to high over the latest claim of each claimant, whether they are contested, and each claim. Say who said each number. Never add up or average claims.',
    input: { slug: slug('conflict'), metric, asOf, language },
    document: FIGURES,
    variables: same,
  },
  {
    name: 'list_claims',
    title: 'Claims',
    description:
      'Who said what, in the order in which it was said, filtered by conflict, claimant, metric, kind, stance, words or time. A denial is a claim of its own.',
    input: {
      conflict: z.string().optional().describe("A conflict's slug."),
      claimant: z.string().optional().describe("An actor's slug: who said it."),
      through: z
        .string()
        .optional()
        .describe("An actor's slug: anywhere in the chain of attribution."),
      event: z.string().optional().describe("An event's slug."),
      metric,
      kind: z
        .enum([
          'FIGURE',
          'OCCURRENCE',
          'RESPONSIBILITY',
          'COMMITMENT',
          'VIOLATION',
          'DENIAL',
          'WARNING',
          'CONTEXT',
        ])
        .optional(),
      stance: z.enum(['ASSERTS', 'CONFIRMS', 'DENIES', 'CANNOT_CONFIRM']).optional(),
      text: z.string().optional().describe('Words of the summary.'),
      saidAfter: z.iso.datetime({ offset: true }).optional(),
      saidBefore: z.iso.datetime({ offset: true }).optional(),
      asOf,
      language,
      ...page,
    },
    document: CLAIMS,
    variables: filtered(
      {
        conflict: 'conflicts',
        claimant: 'claimants',
        through: 'through',
        event: 'events',
        metric: 'metrics',
        kind: 'kinds',
        stance: 'stances',
      },
      { text: 'text', saidAfter: 'assertedAfter', saidBefore: 'assertedBefore' },
    ),
  },
  {
    name: 'trace_claim',
    title: 'The chain of one claim',
    description:
      'From who said it, through whom, to the report and paragraph where it stands; what it supersedes, and what answers it.',
    input: { slug: slug('claim'), asOf, language },
    document: CLAIM_CHAIN,
    variables: same,
  },
  {
    name: 'list_agreements',
    title: 'Ceasefires and other agreements',
    description: 'The agreements that somebody had announced by then, and where each stood.',
    input: { asOf, ...page },
    document: AGREEMENTS,
    variables: same,
  },
  {
    name: 'get_agreement',
    title: 'How an agreement fared',
    description:
      'Who declared it, when it came into force, each alleged violation with accuser, accused and denials. An empty list of denials says that the record has none, not that there was none.',
    input: { slug: slug('agreement'), asOf, language },
    document: AGREEMENT,
    variables: same,
  },
  {
    name: 'list_events',
    title: 'Events',
    description:
      'What happened, in the order of time, filtered by conflict, country, actor, days or words. Deaths are each event’s own estimate, with its claim.',
    input: {
      conflict: z.string().optional().describe("A conflict's slug."),
      country: z.string().length(2).optional().describe('ISO 3166 code, such as KG.'),
      actor: z.string().optional().describe("An actor's slug."),
      from: z.iso.date().optional().describe('The first day.'),
      to: z.iso.date().optional().describe('The last day.'),
      minDeaths: z.int().min(0).optional(),
      text: z.string().optional(),
      asOf,
      language,
      ...page,
    },
    document: EVENTS,
    variables: ({ from, to, ...given }) => {
      const asked = filtered(
        { conflict: 'conflicts', country: 'countries', actor: 'actors' },
        { minDeaths: 'minDeaths', text: 'text' },
      )(given);
      const during = from || to ? { during: { from, to } } : {};
      return { ...asked, filter: { ...(asked['filter'] as object), ...during } };
    },
  },
  {
    name: 'get_event',
    title: 'An event',
    description:
      'When, where, how precisely each is known, what is odd about its row, and its figures with their claimants.',
    input: { slug: slug('event'), asOf, language },
    document: EVENT,
    variables: same,
  },
  {
    name: 'read_report',
    title: 'What a report says',
    description: 'The claims of one document in its order, each with who is said to have said it.',
    input: { slug: slug('report'), asOf, language, ...page },
    document: REPORT,
    variables: same,
  },
  {
    name: 'what_changed',
    title: 'What changed between two moments',
    description:
      'What was newly said, revised (the number before and after) or withdrawn, and how agreements moved.',
    input: {
      since: z.iso.datetime({ offset: true }),
      until: z.iso.datetime({ offset: true }),
      conflict: z.string().optional().describe("A conflict's slug."),
      language,
      ...page,
    },
    document: CHANGES,
    variables: same,
  },
  {
    name: 'list_datasets',
    title: 'Datasets',
    description:
      'The published datasets that were imported, each with its licence and how to cite it.',
    input: {},
    document: DATASETS,
    variables: same,
  },
];
