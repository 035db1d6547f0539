/** What a drawing's elements get from the page's style sheets. */
const DRAWN = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'stop-color',
  'stop-opacity',
];

/**
 * A drawing as a file that stands by itself: every element carries the look that the page gives it now.
 *
 * @param ground colour behind the drawing
 */
export function standaloneSvg(svg: SVGSVGElement, ground: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll('*');
  for (const [i, element] of copy.querySelectorAll('*').entries()) {
    const look = getComputedStyle(originals[i]!);
    for (const property of DRAWN) element.setAttribute(property, look.getPropertyValue(property));
    for (const name of ['class', 'style', 'data-thing']) element.removeAttribute(name);
  }
  const { width, height } = svg.viewBox.baseVal;
  const size = { width: String(width), height: String(height) };
  const back = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of Object.entries({ ...size, fill: ground })) back.setAttribute(name, value);
  copy.prepend(back);
  for (const [name, value] of Object.entries(size)) copy.setAttribute(name, value);
  copy.removeAttribute('class');
  copy.removeAttribute('aria-hidden');
  return new XMLSerializer().serializeToString(copy);
}

/**
 * A drawing, as standaloneSvg makes it, painted on a canvas.
 *
 * @param scale pixels of the canvas a unit of the drawing
 * @throws Error when the browser cannot draw it
 */
export async function canvasOfSvg(svg: string, scale: number): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}
