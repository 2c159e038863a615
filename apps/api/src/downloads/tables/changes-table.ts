import { datasets } from '@casus/store/tables/dataset';
import { columnsOf, RECURS } from '../column.ts';
import { columnsOfTerms, RELEASE_OF_CLAIM } from '../shared-columns.ts';
import { keyOf } from './columns.ts';
import { tableDownload, type Cell } from './table.ts';

const column = columnsOf<string>();

type Named = { id: string; name: string } | null;
type Bounds = Record<'low' | 'best' | 'high', number | null> & { quantifier: string | null };

interface Node {
  kind: string;
  at: string;
  position: string | null;
  claim: {
    id: string;
    stance: string;
    metric: string | null;
    population: string | null;
    summary: string;
    claimant: Named;
  } | null;
  before: Bounds | null;
  after: Bounds | null;
  milestone: { status: string; agreement: Named } | null;
  subject: { __typename: string; id: string; name: string } | null;
  removed: { type: string; formerKey: string } | null;
  conflict: Named;
  dataset: { slug: string } | null;
}

const BOUNDS = '{ low best high quantifier }';

/** What the change is of, and by which key. */
function ofWhat({ claim, milestone, removed, subject }: Node): [type: string, key: string] {
  if (removed) return [removed.type, removed.formerKey];
  if (milestone) return ['AGREEMENT', keyOf(milestone.agreement!.id)];
  return claim ? ['CLAIM', keyOf(claim.id)] : ['EVENT', keyOf(subject!.id)];
}

const bounds = (end: 'before' | 'after'): Record<string, (node: Node) => Cell> => ({
  [`${end}Low`]: (node) => node[end]?.low,
  [`${end}Best`]: (node) => node[end]?.best,
  [`${end}High`]: (node) => node[end]?.high,
  [`${end}Quantifier`]: (node) => node[end]?.quantifier,
});

const boundsColumns = (end: 'before' | 'after', until: string) => [
  column(`${end}_low`, 'number', `${end}Low`, `Persons: the lowest ${until}; empty for none.`),
  column(`${end}_best`, 'number', `${end}Best`, `Persons: the most likely ${until}.`),
  column(`${end}_high`, 'number', `${end}High`, `Persons: the highest ${until}.`),
  column(
    `${end}_quantifier`,
    'code',
    `${end}Quantifier`,
    `The claimant's own hedge ${until}: EXACT, ABOUT, AT_LEAST, MORE_THAN, UP_TO.`,
  ),
];

/** `/changes.csv`: what moved, by either clock. */
export const CHANGE_TABLE = tableDownload<Node>({
  name: 'changes',
  field: 'changes',
  selection: `{
    kind at position
    claim { id stance metric population summary claimant { id name } }
    before ${BOUNDS} after ${BOUNDS}
    milestone { status agreement { id name } }
    subject { __typename ${['Agreement', 'Conflict', 'Event', 'Place'].map((type) => `... on ${type} { id name }`).join(' ')} }
    removed { type formerKey }
    conflict { id name } dataset { slug }
  }`,
  cells: {
    id: (node) => [...ofWhat(node), node.milestone?.status ?? node.kind, node.at].join(' '),
    kind: ({ kind }) => kind,
    at: ({ at }) => at,
    position: ({ position }) => position,
    type: (node) => ofWhat(node)[0],
    key: (node) => ofWhat(node)[1],
    subjectType: ({ subject }) => subject?.__typename.toUpperCase(),
    subjectKey: ({ subject }) => subject && keyOf(subject.id),
    subjectName: ({ subject }) => subject?.name,
    claimantKey: ({ claim }) => claim?.claimant && keyOf(claim.claimant.id),
    claimantName: ({ claim }) => claim?.claimant?.name,
    stance: ({ claim }) => claim?.stance,
    metric: ({ claim }) => claim?.metric,
    population: ({ claim }) => claim?.population,
    summary: ({ claim }) => claim?.summary,
    ...bounds('before'),
    ...bounds('after'),
    status: ({ milestone }) => milestone?.status,
    conflictKey: ({ conflict }) => conflict && keyOf(conflict.id),
    conflictName: ({ conflict }) => conflict?.name,
    datasetKey: ({ dataset }) => dataset?.slug,
  },
  columns: [
    column('change_id', 'text', 'id', 'What changed, how and when: no two rows have the same.'),
    column('kind', 'code', 'kind', "The API's `ChangeKind`: REVISED, WITHDRAWN, CORRECTED …"),
    column(
      'at_utc',
      'instant',
      'at',
      'By SAID since when it is certain; by RECORDED when it was recorded.',
    ),
    column(
      'position',
      'code',
      'position',
      'By RECORDED: give the last one as `changedSince` to go on from it.',
    ),
    column('type', 'code', 'type', 'What changed: CLAIM, EVENT, AGREEMENT.'),
    column('key', 'text', 'key', 'Its natural key; of what is gone, the one that it had.'),
    column(
      'subject_type',
      'code',
      'subjectType',
      'What the claim is about; empty for what is gone.',
    ),
    column('subject_key', 'text', 'subjectKey', 'Its natural key.', RECURS),
    column('subject_name', 'text', 'subjectName', 'Its name.', RECURS),
    column('claimant_key', 'text', 'claimantKey', 'Whose word the claim is, natural key.', RECURS),
    column('claimant_name', 'text', 'claimantName', 'Its name.', RECURS),
    column('stance', 'code', 'stance', 'ASSERTS, CONFIRMS, DENIES, CANNOT_CONFIRM.'),
    column('metric', 'code', 'metric', 'What is counted; empty for a claim without a number.'),
    column('population', 'code', 'population', 'Of whom: CIVILIANS, COMBATANTS, ALL, UNKNOWN.'),
    column('summary', 'text', 'summary', "What is claimed, in the record's words."),
    ...boundsColumns('before', 'until then'),
    ...boundsColumns('after', 'since then'),
    column('agreement_status', 'code', 'status', 'The step that an agreement took.'),
    column('conflict_key', 'text', 'conflictKey', 'In whose record it is, natural key.', RECURS),
    column('conflict_name', 'text', 'conflictName', 'Its name.', RECURS),
    ...columnsOfTerms('datasetKey', RELEASE_OF_CLAIM),
  ],
  sources: async (db) => ({
    matched: 0,
    total: 0,
    recordRows: 0,
    datasets: (await db.select().from(datasets)).map((release) => ({ ...release, rows: 0 })),
  }),
});
