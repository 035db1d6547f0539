import { castRay } from './camera.ts';
import { nearestColourIndex } from './colours.ts';
import { surfaceNormal, trace } from './march.ts';
import { MATERIAL } from './materials.ts';
import type { PreparedScene } from './prepare.ts';
import type { Region, SceneMasks } from './render.ts';
import { surfaceColour } from './shade.ts';

/** Labels at the centre of every pixel: class, part, texture, and the name of the unlit colour. */
export function renderMasks(scene: PreparedScene, region: Region, width: number, height: number): SceneMasks {
  const count = width * height;
  const masks = {
    object: new Uint8Array(count),
    part: new Uint8Array(count),
    texture: new Uint8Array(count),
    colour: new Uint8Array(count),
  };
  const { program, camera, ray, found, unlit } = scene;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const u = (region.x + ((column + 0.5) / width) * region.width) / 32 - 1;
      const v = 1 - (region.y + ((row + 0.5) / height) * region.height) / 32;
      castRay(camera, u, v, ray);
      if (trace(program, camera.frame, ray) < 0) continue;
      const x = program.state[0]!;
      const y = program.state[1]!;
      const z = program.state[2]!;
      found[0] = program.label[0]!;
      found[1] = program.label[1]!;
      surfaceNormal(program, x, y, z, scene.normal);
      surfaceColour(scene, x, y, z);
      const at = row * width + column;
      masks.object[at] = 1 + scene.classIndex;
      masks.part[at] = 1 + found[0]!;
      masks.texture[at] = 1 + (found[1] === MATERIAL.body ? scene.texture : 0);
      masks.colour[at] = 1 + nearestColourIndex(unlit[0]!, unlit[1]!, unlit[2]!);
    }
  }
  return masks;
}
