/**
 * Renders the home page's shipped picture: the first view of the toy, as its widget draws it.
 *
 *   node scripts/render-home.ts
 */
import sharp from 'sharp';
import { defaultOptions } from '#site/view-options';
import { SPECS } from '#widgets/home-scene/options';
import { homeFactors } from '#widgets/home-scene/scene';
import { renderScene } from '#world/scene/render';

const SIZE = 896;
const OUT = 'src/assets/home-toy.webp';

const { width, height, pixels } = renderScene(homeFactors(defaultOptions(SPECS)), { size: SIZE });
const { size } = await sharp(pixels, { raw: { width, height, channels: 3 } })
  .webp({ quality: 86, effort: 6 })
  .toFile(OUT);
console.log(`${OUT}: ${size} bytes`);
