import type { FigureRowFragment } from '../../gql/graphql.ts';
import { boundsText } from '../format/times.ts';
import { METRIC } from '../vocabulary/words.ts';
import { definitionOf, headingOf, labelOf } from './labels.ts';
import { readName } from '../language/translation.ts';

/** Figures of one metric about one subject and period: they share a scale and are read together. */
export interface FigureGroup {
  id: string;
  heading: string;
  /** What it is about, where that is not the page's own subject. */
  about: { name: string; typename: string; slug: string };
  period: string | null;
  rows: { figure: FigureRowFragment; label: string }[];
  /** What its metric counts; empty where the word says it. */
  definition: string;
  /** The top of the shared scale before rounding, persons. */
  max: number;
}

const METRICS = Object.keys(METRIC);

/** The figures of a page by what may be compared, deaths first, the fullest group first within. */
export function groupsOf(figures: readonly FigureRowFragment[]): FigureGroup[] {
  const groups = Map.groupBy(figures, ({ about, metric, period, measure }) =>
    JSON.stringify([about.slug, metric, period?.edtf, measure]),
  );
  return [...groups]
    .map(([id, rows]) => groupOf(id, rows))
    .sort(
      (a, b) =>
        Number(Boolean(a.period)) - Number(Boolean(b.period)) ||
        orderOf(a) - orderOf(b) ||
        b.rows.length - a.rows.length,
    );
}

const hasNumber = ({ low }: FigureRowFragment) => low !== null && low !== undefined;

const orderOf = ({ rows }: FigureGroup) => METRICS.indexOf(rows[0]!.figure.metric);

function groupOf(id: string, figures: FigureRowFragment[]): FigureGroup {
  const [first] = figures as [FigureRowFragment];
  const { about, period } = first;
  return {
    id,
    heading: headingOf(first),
    about: { name: readName(about), typename: about.__typename, slug: about.slug },
    period: period ? boundsText(period) : null,
    rows: figures
      .map((figure) => ({ figure, label: labelOf(figure) }))
      // Numbers before mere words, and the parties in one order under every metric.
      .sort(
        (a, b) =>
          Number(hasNumber(b.figure)) - Number(hasNumber(a.figure)) ||
          Number(!a.figure.party) - Number(!b.figure.party) ||
          Number(a.label > b.label) - Number(a.label < b.label),
      ),
    definition: definitionOf(first),
    max: Math.max(0, ...figures.map(({ high }) => high ?? 0)),
  };
}
