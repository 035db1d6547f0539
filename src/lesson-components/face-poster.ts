import sharp from 'sharp';
import { sampleIdentity } from '#world/face/identity';
import { renderFace } from '#world/face/render';
import { pictureConditions } from '#world/face/sets';

const kept = new Map<string, Promise<string>>();

/**
 * A person's picture as an address that holds it, for what a page shows before and without scripts. At build time only:
 * drawn then, it is always the face that the page itself would draw.
 *
 * @param picture number of the person's picture
 * @param size side in pixels
 */
export function facePoster(identity: number, picture: number, size: number): Promise<string> {
  const key = [identity, picture, size].join();
  const known = kept.get(key) ?? draw(identity, picture, size);
  kept.set(key, known);
  return known;
}

async function draw(identity: number, picture: number, size: number): Promise<string> {
  const conditions = pictureConditions(identity, picture);
  const { width, height, pixels } = renderFace(sampleIdentity(identity), conditions, { size });
  const image = sharp(Buffer.from(pixels), { raw: { width, height, channels: 3 } });
  const bytes = await image.webp({ quality: 82, effort: 6 }).toBuffer();
  return `data:image/webp;base64,${bytes.toString('base64')}`;
}
