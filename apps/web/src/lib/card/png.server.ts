import { createCanvas } from '@napi-rs/canvas';
import { withoutControls } from '../language/bidi.ts';
import { fontOf } from './letters.server.ts';
import { COLOURS, type Picture } from './marks.ts';

export async function pngOf({ width, height, marks }: Picture): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = COLOURS.paper;
  pen.fillRect(0, 0, width, height);
  for (const mark of marks) {
    pen.fillStyle = mark.fill;
    switch (mark.type) {
      case 'text':
        pen.font = fontOf(mark.weight, mark.size, mark.family);
        pen.textAlign = mark.anchor === 'end' ? 'right' : 'left';
        pen.fillText(withoutControls(mark.text), mark.x, mark.y);
        break;
      case 'rect':
        pen.fillRect(mark.x, mark.y, mark.width, mark.height);
        break;
      case 'circle':
        pen.beginPath();
        pen.arc(mark.x, mark.y, mark.radius, 0, 2 * Math.PI);
        pen.fill();
        break;
    }
  }
  return new Uint8Array(await canvas.encode('png'));
}
