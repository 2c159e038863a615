/** What a picture is made of, in its own pixels: drawn as SVG or as PNG, the same. */
export type Mark =
  | {
      type: 'text';
      x: number;
      /** The baseline. */
      y: number;
      text: string;
      size: number;
      weight: 400 | 500 | 600;
      family: 'serif' | 'sans';
      fill: string;
      anchor: 'start' | 'end';
    }
  | { type: 'rect'; x: number; y: number; width: number; height: number; fill: string }
  | { type: 'circle'; x: number; y: number; radius: number; fill: string };

export interface Picture {
  width: number;
  height: number;
  /** For whoever does not see it. */
  title: string;
  marks: Mark[];
}

export const COLOURS = {
  paper: '#fbfaf6',
  ink: '#1a1c1e',
  soft: '#575c61',
  hair: '#dedacf',
  range: '#bdb8aa',
  accent: '#8a2b1d',
};
