import { TILE } from '#site/unit-index';
import { paintHeatmap } from '../shared/colour-maps.ts';
import type { ActivationMap } from './activation-maps.svelte.ts';
import { type Box, clipBox } from './crop.ts';
import type { PictureSource } from './picture-store.svelte.ts';

/** What lies outside the picture: the same grey as in the shipped patches. */
const OUTSIDE = '#808080';
/** The reader's own pictures among those of the atlas. */
const OWN_COLOUR = '#8a4b00';
/** Darkens a picture under its activation map. */
const VEIL = 'rgb(0 0 0 / 0.45)';

/** What can be drawn of a patch: the picture as the network sees it, and its crisp rendering. */
export interface PatchImages {
  source: PictureSource | null;
  crisp: CanvasImageSource | null;
}

/** A square on a canvas, in its pixels. */
export interface Square {
  x: number;
  y: number;
  side: number;
}

/**
 * Draws the part of a picture inside a box. Without anything to draw it leaves the square empty.
 *
 * @param pixelated pixel by pixel as the network sees it; else crisp, or smoothed while that is missing
 */
export function drawPatch(
  context: CanvasRenderingContext2D,
  { x, y, side }: Square,
  box: Box,
  { source, crisp }: PatchImages,
  pixelated: boolean,
): void {
  context.clearRect(x, y, side, side);
  const inside = clipBox(box);
  const image = pixelated ? null : crisp;
  if (!image && !source) return;
  context.fillStyle = OUTSIDE;
  context.fillRect(x, y, side, side);
  if (inside.width === 0 || inside.height === 0) return;
  const scale = side / box.width;
  const target = [
    x + (inside.x - box.x) * scale,
    y + (inside.y - box.y) * scale,
    inside.width * scale,
    inside.height * scale,
  ] as const;
  context.imageSmoothingEnabled = !pixelated;
  context.imageSmoothingQuality = 'high';
  if (image) context.drawImage(image, ...target);
  else if (source) context.drawImage(source.image, ...partOf(source, inside), ...target);
}

/** A part of a picture, given in pixels of the 64-pixel picture, in those of the image that holds it. */
function partOf(source: PictureSource, { x, y, width, height }: Box): [number, number, number, number] {
  const grain = source.side / TILE;
  return [source.x + x * grain, source.y + y * grain, width * grain, height * grain];
}

/** Draws a patch as it was shipped, cut already. */
export function drawShipped(
  context: CanvasRenderingContext2D,
  { x, y, side }: Square,
  shipped: PictureSource,
): void {
  context.imageSmoothingEnabled = true;
  context.drawImage(shipped.image, shipped.x, shipped.y, shipped.side, shipped.side, x, y, side, side);
}

/** Marks a patch as one of the reader's own pictures: a corner, legible on light and dark. */
export function drawOwnMark(context: CanvasRenderingContext2D, { x, y, side }: Square): void {
  const leg = side / 3.5;
  context.beginPath();
  context.moveTo(x + side - leg, y + side);
  context.lineTo(x + side, y + side - leg);
  context.lineTo(x + side, y + side);
  context.closePath();
  context.fillStyle = OWN_COLOUR;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = '#fff';
  context.stroke();
}

/** Outlines a box of the picture, legible on light and dark. */
export function drawBox(
  context: CanvasRenderingContext2D,
  { x, y, side }: Square,
  box: Box,
  lineWidth: number,
): void {
  const scale = side / TILE;
  const corners = [x + box.x * scale, y + box.y * scale, box.width * scale, box.height * scale] as const;
  context.save();
  context.beginPath();
  context.rect(x, y, side, side);
  context.clip();
  context.lineWidth = lineWidth * 2.2;
  context.strokeStyle = 'rgb(0 0 0 / 0.65)';
  context.strokeRect(...corners);
  context.lineWidth = lineWidth;
  context.strokeStyle = '#fff';
  context.strokeRect(...corners);
  context.restore();
}

/**
 * Lays an activation map over a picture that is drawn already: the picture darkens, and each unit colours its own
 * step of the picture, the more the stronger it answers.
 *
 * @param field where the first unit stands, and the step to the next, in pixels of the picture
 * @param strongest the activation with the strongest colour
 */
export function drawMap(
  context: CanvasRenderingContext2D,
  { x, y, side }: Square,
  { rows, columns, values }: ActivationMap,
  field: { start: number; jump: number },
  strongest: number,
): void {
  const small = new OffscreenCanvas(columns, rows);
  small
    .getContext('2d')!
    .putImageData(new ImageData(paintHeatmap(values, strongest, true), columns, rows), 0, 0);
  const scale = side / TILE;
  const corner = (field.start - field.jump / 2) * scale;
  const step = field.jump * scale;
  context.save();
  context.beginPath();
  context.rect(x, y, side, side);
  context.clip();
  context.fillStyle = VEIL;
  context.fillRect(x, y, side, side);
  context.imageSmoothingEnabled = true;
  context.drawImage(small, x + corner, y + corner, columns * step, rows * step);
  context.restore();
}
