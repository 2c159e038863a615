// What the server draws and the components print: plain data, no geometry.
//
// Land is in the drawing's own units and scales with it. Whatever must stay readable does not scale:
// places are in percent of the panel, sizes in CSS pixels.

export interface MapCircle {
  key: string;
  /** Percent of the panel. */
  x: number;
  y: number;
  /** CSS pixels; the area is in proportion to deaths, down to a least size. */
  radius: number;
  name: string;
  href: string;
  /** Several events share the very point; the link leads to the deadliest. */
  several: boolean;
  imprecise: boolean;
  disputed: boolean;
  /** No event here has a figure of deaths, which is not the same as none dead. */
  unknown: boolean;
  /** Whether it is a link; one that the inset shows again is not. */
  linked: boolean;
}

export interface MapLabel {
  kind: 'country' | 'region' | 'city' | 'note';
  lines: string[];
  /** Percent of the panel: the middle of a country's or region's name, the dot of a city. */
  x: number;
  y: number;
  /** CSS pixels from there to the text. */
  dx: number;
  dy: number;
  anchor: 'start' | 'middle' | 'end';
}

/**
 * Outlines, or the address of a drawing that has its own under `#land` and `#borders`: one that many
 * pages show is read once.
 */
export type Ground = { land: string; parties: string; borders: string } | { file: string };

export interface MapPanel {
  width: number;
  height: number;
  ground: Ground;
  circles: MapCircle[];
  /** Two layouts, for panels of at least 280 and 520 CSS pixels. */
  labels: { narrow: MapLabel[]; wide: MapLabel[] };
  scale: { percent: number; text: string } | null;
  /** The outline of the inset, in the drawing's units. */
  frame: { x: number; y: number; width: number; height: number } | null;
}

export interface MapKey {
  sizes: { radius: number; text: string }[];
  imprecise: boolean;
  disputed: boolean;
  unknown: boolean;
}

export interface MapDrawing {
  locator: MapPanel;
  inset: MapPanel | null;
  key: MapKey;
  /** Events the frame leaves out. */
  outside: number;
  description: string;
}

export interface WorldDrawing {
  panel: MapPanel;
  key: MapKey;
  description: string;
}
