import { isImprecise, spotsOf, type MapPoint, type Spot } from './map-point.ts';
import { m } from '#paraglide/messages.js';
import { countText, numberText } from '../format/numbers.ts';

/** The map in words: "13 events in 5 places; 56 deaths in the 12 with a figure; …". */
export function describeMap(points: MapPoint[]): string {
  if (points.length === 0) return m.drawn_none();
  const figured = points.filter(({ deaths }) => deaths !== null);
  const deaths = figured.reduce((sum, point) => sum + (point.deaths ?? 0), 0);
  const imprecise = points.filter(isImprecise).length;
  const disputed = points.filter((point) => point.disputed).length;

  const parts: string[] = [
    m.drawn_where({
      events: countText(points.length, 'event'),
      places: countText(spotsOf(points).length, 'place'),
    }),
  ];
  if (figured.length === points.length) parts.push(countText(deaths, 'death'));
  else if (figured.length === 0) parts.push(m.drawn_no_figures());
  else {
    parts.push(
      m.drawn_deaths_some({
        deaths: countText(deaths, 'death'),
        count: numberText(figured.length),
      }),
    );
  }
  if (imprecise) parts.push(m.drawn_imprecise({ count: numberText(imprecise) }));
  if (disputed) parts.push(m.drawn_disputed_count({ count: numberText(disputed) }));
  return `${parts.join('; ')}.`;
}

/** What a circle is called: one event's own label, or how many events share the place. */
export function describeSpot({ points, deaths, imprecise, disputed }: Spot): string {
  const figure = deaths === null ? m.drawn_no_figure() : countText(deaths, 'death');
  const [first] = points;
  const parts = [points.length === 1 ? first.label : countText(points.length, 'event'), figure];
  if (imprecise) parts.push(m.drawn_spot_imprecise());
  if (disputed) parts.push(m.map_disputed());
  return points.length === 1 ? parts.join(', ') : `${parts.join(', ')}: ${labels(points)}`;
}

const LABELS_SHOWN = 3;

function labels(points: MapPoint[]): string {
  const shown = points.slice(0, LABELS_SHOWN).map(({ label }) => label);
  const more = points.length - shown.length;
  return more ? [...shown, m.drawn_more({ count: numberText(more) })].join('; ') : shown.join('; ');
}
