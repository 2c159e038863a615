import { eq, sql, type SQL } from 'drizzle-orm';
import { claimsStanding, claimsWhere, type ClaimFilter } from '../entities/claim.ts';
import {
  figureOrder,
  figuresPage,
  figuresTotal,
  fromFigures,
  type FigureFilter,
  type FigureOrder,
} from '../entities/figure-list.ts';
import { claimsOfFigure } from '../entities/same-figure.ts';
import { rowsOf, type Database } from '../engines/database.ts';
import type { Store } from '../open.ts';
import { figureId, subjectOf } from '../rules/figure-id.ts';
import { FIGURE_SCOPE } from '../rules/figure-scope.ts';
import {
  FIGURE_CLAIM_COLUMNS,
  figuresOf,
  type Figure,
  type FigureClaim,
} from '../rules/figures.ts';
import { actors } from '../tables/actor.ts';
import { agreements } from '../tables/agreement.ts';
import { claims } from '../tables/claim.ts';
import { conflicts, dyads } from '../tables/conflict.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';
import { places } from '../tables/place.ts';
import { namesIn } from './names.ts';
import type { Page } from './page.ts';
import type { Selected } from './selected.ts';
import { listed, readInBatches, type TextRow } from './stream.ts';

/** Which figures to read, as they stood at the moment. */
export interface FigureList {
  filter: FigureFilter;
  /** Null: subject by subject, in the order of their keys, which is quickest. */
  orderBy: FigureOrder | null;
  asOf: string;
}

/** Conditions that claims meet, so that those of a figure all do or none does. */
const OF_CLAIMS = [
  ...(['conflicts', 'events', 'agreements', 'places'] as const),
  ...(['metrics', 'populations', 'parties'] as const),
] satisfies (keyof FigureFilter & keyof ClaimFilter)[];

/** So many keys are read at once; each is a line of text. */
const KEYS = 10_000;
/** Of so many figures the claims. */
const FIGURES = 500;

/** What a row of a figure tells, in its order. */
export const FIGURE_CELLS = [
  ...(['id', 'subjectType', 'subjectKey', 'subjectName', 'metric', 'population'] as const),
  ...(['partyKey', 'partyName', 'measure', 'periodEdtf', 'dyadKey', 'dyadName'] as const),
  ...(['placeKey', 'placeName', 'low', 'high', 'openEnded', 'contested'] as const),
  ...(['preferredKey', 'current', 'currentKeys', 'claims', 'releases'] as const),
];

interface Claim extends FigureClaim {
  subjectName: string;
  releaseKey: string | null;
}

const SUBJECTS = {
  EVENT: claims.subjectEventKey,
  AGREEMENT: claims.subjectAgreementKey,
  PLACE: claims.subjectPlaceKey,
  CONFLICT: claims.subjectConflictKey,
} as const;
const SUBJECT = sql`coalesce(${sql.join(Object.values(SUBJECTS), sql`, `)})`;

const FROM = sql`${claims} left join ${events} on ${eq(events.key, claims.subjectEventKey)}
  left join ${agreements} on ${eq(agreements.key, claims.subjectAgreementKey)}
  left join ${places} on ${eq(places.key, claims.subjectPlaceKey)}
  left join ${conflicts} on ${eq(conflicts.key, claims.subjectConflictKey)}`;

const INSTANTS: ReadonlySet<string> = new Set([
  'assertedEarliest',
  'assertedLatest',
  'withdrawnAt',
]);
const NUMBERS: ReadonlySet<string> = new Set(['low', 'best', 'high']);

const FIELDS = {
  ...Object.fromEntries(
    FIGURE_CLAIM_COLUMNS.map((name) => [
      name,
      INSTANTS.has(name)
        ? sql`to_char(${claims[name]}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
        : claims[name],
    ]),
  ),
  releaseKey: claims.releaseKey,
  subjectName: sql`coalesce(${events.name}, ${agreements.name}, ${places.name}, ${conflicts.name})`,
};
const NAMES = Object.keys(FIELDS);

/** All that is asked are claims whole, in the order that they are read in. */
const isOfClaims = ({ filter, orderBy }: FigureList): boolean =>
  orderBy === null &&
  Object.entries(filter).every(
    ([name, value]) => isNothing(value) || OF_CLAIMS.some((each) => each === name),
  );

const isNothing = (value: unknown) => value === null || value === undefined;

const wanted = ({ filter, asOf }: FigureList): SQL =>
  claimsWhere(
    {
      ...Object.fromEntries(OF_CLAIMS.map((name) => [name, filter[name]])),
      kinds: ['FIGURE'],
    } as ClaimFilter,
    asOf,
  )!;

/** How many there are of how many, and whose releases make their claims. */
export async function selectedFigures(
  { db }: Pick<Store, 'db'>,
  list: FigureList,
): Promise<Selected> {
  const ofClaims = isOfClaims(list);
  const makers = await rowsOf<{ key: string | null; rows: number }>(
    db,
    ofClaims
      ? sql`select ${claims.releaseKey} as key, count(*)::int as rows from ${claims}
          where ${wanted(list)} group by 1`
      : fromFigures(
          list,
          sql`select ${claims.releaseKey} as key, count(*)::int as rows from figures
            join ${claims} on ${claimsOfFigure(sql`figures.key`, claimsStanding(list.asOf))} group by 1`,
        ),
  );
  const rowsBy = new Map(makers.map(({ key, rows }) => [key, rows]));
  const releases = await db.select().from(datasets).orderBy(datasets.key);
  return {
    matched: ofClaims ? await countOfClaims(db, list) : await figuresTotal(db, list),
    total: await countOfClaims(db, { ...list, filter: {} }),
    datasets: releases.flatMap((release) => {
      const rows = rowsBy.get(release.key);
      return rows ? [{ ...release, rows }] : [];
    }),
    recordRows: rowsBy.get(null) ?? 0,
  };
}

async function countOfClaims(db: Database, list: FigureList): Promise<number> {
  const scope = [...Object.values(SUBJECTS), ...FIGURE_SCOPE.map((name) => claims[name])];
  const [row] = await rowsOf<{ count: number }>(
    db,
    sql`select count(*)::int as count from (
      select distinct ${sql.join(scope, sql`, `)} from ${claims} where ${wanted(list)}) figures`,
  );
  return row!.count;
}

/** The figures, a batch at a time. Inside `atOneMoment`. */
export async function* figureRows(
  store: Pick<Store, 'name' | 'db'>,
  list: FigureList,
): AsyncGenerator<TextRow[]> {
  const { db } = store;
  const actorNames = namesIn(db, actors, { name: actors.name });
  const placeNames = namesIn(db, places, { name: places.name });
  const dyadNames = namesIn(db, dyads, { name: dyads.name });
  const batches = isOfClaims(list) ? bySubject(store, list) : inOrder(db, list);
  for await (const figures of batches) if (figures.length > 0) yield await written(figures);

  async function written(figures: Figure<Claim>[]): Promise<TextRow[]> {
    const scopes = figures.map(({ scope }) => scope);
    await actorNames.learn([
      ...scopes.map(({ partyKey }) => partyKey ?? ''),
      ...figures.flatMap(({ current }) => current.map(({ claimantKey }) => claimantKey)),
    ]);
    await placeNames.learn(scopes.map(({ placeKey }) => placeKey ?? ''));
    await dyadNames.learn(scopes.map(({ dyadKey }) => dyadKey ?? ''));
    return figures.map(rowOf);
  }

  function rowOf(figure: Figure<Claim>): TextRow {
    const { scope, current, preferred } = figure;
    const [type, key] = subjectOf(scope);
    const cells: Record<(typeof FIGURE_CELLS)[number], string | number | boolean | null> = {
      id: figureId(scope),
      subjectType: type,
      subjectKey: key,
      subjectName: scope.subjectName,
      metric: scope.metric,
      population: scope.population,
      partyKey: scope.partyKey,
      partyName: actorNames.of(scope.partyKey ?? '')?.name ?? null,
      measure: scope.measure,
      periodEdtf: scope.periodEdtf,
      dyadKey: scope.dyadKey,
      dyadName: dyadNames.of(scope.dyadKey ?? '')?.name ?? null,
      placeKey: scope.placeKey,
      placeName: placeNames.of(scope.placeKey ?? '')?.name ?? null,
      low: figure.low,
      high: figure.high,
      openEnded: figure.openEnded,
      contested: figure.contested,
      preferredKey: preferred?.key ?? null,
      current: listed(
        current.map(
          (claim) => `${actorNames.of(claim.claimantKey)?.name ?? ''}: ${numberOf(claim)}`,
        ),
      ),
      currentKeys: listed(current.map((claim) => claim.key)),
      claims: figure.claims.length,
      releases: listed([...new Set(figure.claims.map(({ releaseKey }) => releaseKey ?? ''))]),
    };
    return FIGURE_CELLS.map((name) => String(cells[name] ?? ''));
  }
}

/** Subject by subject: no more is held than one's claims. */
async function* bySubject(
  store: Pick<Store, 'name' | 'db'>,
  list: FigureList,
): AsyncGenerator<Figure<Claim>[]> {
  const batches = readInBatches(store, {
    fields: FIELDS,
    from: FROM,
    where: wanted(list),
    order: { name: 'SUBJECT', by: SUBJECT, value: 'text', descending: false },
    key: claims.key,
  });
  let subject: Claim[] = [];
  for await (const rows of batches) {
    const finished: Figure<Claim>[] = [];
    for (const claim of rows.map(claimOf)) {
      if (subject.length > 0 && subjectOf(subject[0]!)[1] !== subjectOf(claim)[1]) {
        finished.push(...figuresOf(subject, list.asOf));
        subject = [];
      }
      subject.push(claim);
    }
    yield finished;
  }
  yield figuresOf(subject, list.asOf);
}

/** As the API lists them: their keys first, then the claims of some at a time. */
async function* inOrder(db: Database, list: FigureList): AsyncGenerator<Figure<Claim>[]> {
  const order = figureOrder(list.orderBy ?? 'LATEST_FIRST');
  let cursor: string | null = null;
  do {
    const slice = { size: KEYS, forward: true, cursor };
    const page: Page<{ key: string }> = await figuresPage(db, list, order, slice);
    for (let at = 0; at < page.edges.length; at += FIGURES) {
      const keys = page.edges.slice(at, at + FIGURES).map(({ node }) => node.key);
      const byKey = Map.groupBy(await claimsOf(db, keys, list.asOf), ({ figureKey }) => figureKey);
      yield keys.flatMap((key) => figuresOf(byKey.get(key) ?? [], list.asOf));
    }
    cursor = page.hasNextPage ? page.edges.at(-1)!.cursor : null;
  } while (cursor !== null);
}

type ClaimOfFigure = Claim & { figureKey: string };

/** The claims of several figures, by the key of one claim of each. */
async function claimsOf(
  db: Database,
  figures: readonly string[],
  asOf: string,
): Promise<ClaimOfFigure[]> {
  const fields = Object.entries(FIELDS).map(
    ([name, field]) => sql`(${field})::text as ${sql.identifier(name)}`,
  );
  const rows = await rowsOf<Record<string, string | null>>(
    db,
    sql`select asked.key as "figureKey", ${sql.join(fields, sql`, `)}
      from unnest(${sql.param(figures)}::text[]) as asked(key)
      join (${FROM}) on ${claimsOfFigure(sql.raw('asked.key'), claimsStanding(asOf))}`,
  );
  return rows.map((row) => ({
    ...claimOf(NAMES.map((name) => row[name] ?? '')),
    figureKey: row['figureKey']!,
  }));
}

/** As the claimant hedges it: `35`, `AT_LEAST 35`, `30–40`. */
function numberOf({ low, best, high, quantifier }: Claim): string {
  const range = low !== null && high !== null && low !== high ? `${low}–${high}` : null;
  const number = range ?? best ?? low ?? high;
  if (number === null) return 'no number';
  return quantifier === null || quantifier === 'EXACT' ? String(number) : `${quantifier} ${number}`;
}

function claimOf(row: TextRow): Claim {
  const values = NAMES.map((name, index) => {
    const text = row[index]!;
    if (text === '') return [name, null];
    return [name, NUMBERS.has(name) ? Number(text) : text];
  });
  return Object.fromEntries(values) as Claim;
}
