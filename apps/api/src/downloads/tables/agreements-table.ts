import { selectedEntities } from '@casus/store/lists/selected';
import { agreements } from '@casus/store/tables/agreement';
import { columnsOf } from '../column.ts';
import {
  columnsOfSources,
  ENTITY,
  entityCells,
  entityColumns,
  keyOf,
  type Entity,
} from './columns.ts';
import { SOURCES, tableDownload } from './table.ts';

const column = columnsOf<string>();

type Named = Pick<Entity, 'id' | 'name'>;
type WithId = Pick<Entity, 'id'>;

interface Agreement extends Entity {
  kind: string;
  conflict: Named | null;
  parties: Named[];
  mediators: Named[];
  provisions: { kind: string }[];
  effectiveAt: string | null;
  effectiveZone: string | null;
  status: string | null;
  declarations: { actor: Named; claim: WithId }[];
  allegedViolations: { accuser: Named; accused: Named; claim: WithId; denials: WithId[] }[];
  renews: WithId | null;
}

const keysOf = (entities: readonly WithId[]) => entities.map(({ id }) => keyOf(id));
const namesOf = (entities: readonly Named[]) => entities.map(({ name }) => name);

/** `/agreements.csv`: who declared what, and who accuses whom of having broken it. */
export const AGREEMENT_TABLE = tableDownload<Agreement>({
  name: 'agreements',
  field: 'agreements',
  selection: `{ ${ENTITY} kind conflict { id name } parties { id name } mediators { id name }
    provisions(asOf: $asOf) { kind } effectiveAt(asOf: $asOf) effectiveZone(asOf: $asOf) status(asOf: $asOf)
    declarations(asOf: $asOf) { actor { id name } claim { id } }
    allegedViolations(asOf: $asOf) {
      accuser { id name } accused { id name } claim { id } denials(asOf: $asOf) { id }
    }
    renews { id } }`,
  cells: {
    ...entityCells,
    kind: ({ kind }) => kind,
    conflictKey: ({ conflict }) => conflict && keyOf(conflict.id),
    conflictName: ({ conflict }) => conflict?.name,
    parties: ({ parties }) => namesOf(parties),
    partyKeys: ({ parties }) => keysOf(parties),
    mediators: ({ mediators }) => namesOf(mediators),
    mediatorKeys: ({ mediators }) => keysOf(mediators),
    provisions: ({ provisions }) => provisions.map(({ kind }) => kind),
    effectiveAt: ({ effectiveAt }) => effectiveAt,
    effectiveZone: ({ effectiveZone }) => effectiveZone,
    status: ({ status }) => status,
    declarants: ({ declarations }) => namesOf(declarations.map(({ actor }) => actor)),
    declarations: ({ declarations }) => keysOf(declarations.map(({ claim }) => claim)),
    violations: ({ allegedViolations }) =>
      allegedViolations.map(({ accuser, accused }) => `${accuser.name} accuses ${accused.name}`),
    accusations: ({ allegedViolations }) => keysOf(allegedViolations.map(({ claim }) => claim)),
    denials: ({ allegedViolations }) => [
      ...new Set(keysOf(allegedViolations.flatMap(({ denials }) => denials))),
    ],
    renews: ({ renews }) => renews && keyOf(renews.id),
  },
  columns: [
    ...entityColumns('Agreement', 'agreements'),
    column('kind', 'code', 'kind', "The API's `AgreementKind`."),
    column('conflict_key', 'text', 'conflictKey', 'Which conflict it is about, natural key.'),
    column('conflict_name', 'text', 'conflictName', 'Its name.'),
    column('parties', 'list', 'parties', 'Whom it binds.'),
    column('party_keys', 'list', 'partyKeys', 'Their natural keys, in the same order.'),
    column('mediators', 'list', 'mediators', 'Who mediated it.'),
    column('mediator_keys', 'list', 'mediatorKeys', 'Their natural keys, in the same order.'),
    column('provisions', 'list', 'provisions', "What it lays down, the API's `ProvisionKind`."),
    column(
      'effective_at_utc',
      'instant',
      'effectiveAt',
      'When it takes effect; empty where nobody has said.',
    ),
    column('effective_zone', 'code', 'effectiveZone', 'The zone in which its hour was told.'),
    column(
      'status',
      'code',
      'status',
      'Derived from what was said: ANNOUNCED, AGREED, IN_FORCE, BREACH_ALLEGED, RENEWED, ENDED; empty where nobody has announced it.',
    ),
    column('declared_by', 'list', 'declarants', 'Which parties have said that there is one.'),
    column('declaration_keys', 'list', 'declarations', 'The claims, in the same order.'),
    column(
      'alleged_violations',
      'list',
      'violations',
      'Who says that whom broke it: allegations, each by its accuser alone.',
    ),
    column('violation_claim_keys', 'list', 'accusations', 'The claims, in the same order.'),
    column('denial_claim_keys', 'list', 'denials', 'The claims that deny them.'),
    column('renews_key', 'text', 'renews', 'The agreement that it renews, natural key.'),
    ...columnsOfSources(
      SOURCES,
      'The dataset releases that describe agreements; the curated record is none of them.',
    ),
  ],
  sources: (db) => selectedEntities(db, agreements),
});
