import { isImprecise, spotsOf, type MapPoint, type Spot } from './map-point.ts';
import { countText } from '../text/numbers.ts';

/** The map in words: "13 events in 5 places; 56 deaths in the 12 with a figure; …". */
export function describeMap(points: MapPoint[]): string {
  if (points.length === 0) return 'No events with a known place.';
  const figured = points.filter(({ deaths }) => deaths !== null);
  const deaths = figured.reduce((sum, point) => sum + (point.deaths ?? 0), 0);
  const imprecise = points.filter(isImprecise).length;
  const disputed = points.filter((point) => point.disputed).length;

  const parts = [
    `${countText(points.length, 'event')} in ${countText(spotsOf(points).length, 'place')}`,
  ];
  if (figured.length === points.length) parts.push(countText(deaths, 'death'));
  else if (figured.length === 0) parts.push('no figures of deaths');
  else parts.push(`${countText(deaths, 'death')} in the ${figured.length} with a figure`);
  if (imprecise) parts.push(`${imprecise} placed only by district, region or country`);
  if (disputed) parts.push(`${disputed} disputed`);
  return `${parts.join('; ')}.`;
}

/** What a circle is called: one event's own label, or how many events share the place. */
export function describeSpot({ points, deaths, imprecise, disputed }: Spot): string {
  const figure = deaths === null ? 'no figure of deaths' : countText(deaths, 'death');
  const [first] = points;
  const parts = [points.length === 1 ? first.label : countText(points.length, 'event'), figure];
  if (imprecise) parts.push('place known only by district, region or country');
  if (disputed) parts.push('disputed');
  return points.length === 1 ? parts.join(', ') : `${parts.join(', ')}: ${labels(points)}`;
}

const LABELS_SHOWN = 3;

function labels(points: MapPoint[]): string {
  const shown = points.slice(0, LABELS_SHOWN).map(({ label }) => label);
  const more = points.length - shown.length;
  return more ? `${shown.join('; ')}; and ${more} more` : shown.join('; ');
}
