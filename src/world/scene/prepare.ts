import { type Camera, makeCamera } from './camera.ts';
import { oklchToLinear } from './colours.ts';
import { FACTOR_RANGES, type NumericFactor, type SceneFactors } from './factors.ts';
import { MATERIAL_COUNT } from './materials.ts';
import { OBJECT_MODELS } from './objects/models.ts';
import { ShapeBuilder } from './sdf/builder.ts';
import type { Program } from './sdf/program.ts';
import { cylinderCells, textureOffset } from './textures.ts';
import { BACKGROUND_NAMES, CLASS_NAMES, TEXTURE_NAMES } from './vocabulary.ts';

/** Repeats of a texture per bounding radius at texture scale 1. */
const CELLS_PER_RADIUS = 2.6;

/** A scene made ready for rays: factors turned into numbers in typed arrays. */
export interface PreparedScene {
  readonly classIndex: number;
  readonly program: Program;
  readonly camera: Camera;
  /** Linear-light albedo of each material, then of the texture's second colour: 3 numbers each. */
  readonly albedo: Float64Array;
  readonly wall: Float64Array;
  readonly floor: Float64Array;
  /** Unit direction to the lamp, object axes. */
  readonly light: Float64Array;
  /** Colour of the key light and of the fill light. */
  readonly key: Float64Array;
  readonly fill: Float64Array;
  readonly texture: number;
  readonly cylinder: boolean;
  /** Cells per unit across and up; offsets u, v. */
  readonly cells: Float64Array;
  readonly background: number;
  readonly backgroundScale: number;
  readonly backgroundPhase: number;
  /** Scratch: ray, normal, colour, unlit colour, and (in `found`) part, material. */
  readonly ray: Float64Array;
  readonly normal: Float64Array;
  readonly colour: Float64Array;
  readonly unlit: Float64Array;
  readonly found: Int32Array;
}

/** @throws RangeError for an unknown class, texture or background, or a factor that is not a number */
export function prepareScene(factors: SceneFactors): PreparedScene {
  const classIndex = CLASS_NAMES.indexOf(factors.className);
  const texture = TEXTURE_NAMES.indexOf(factors.texture);
  const background = BACKGROUND_NAMES.indexOf(factors.background);
  if (classIndex < 0) throw new RangeError(`There is no class '${factors.className}'.`);
  if (texture < 0) throw new RangeError(`There is no texture '${factors.texture}'.`);
  if (background < 0) throw new RangeError(`There is no background '${factors.background}'.`);
  for (const name of Object.keys(FACTOR_RANGES) as NumericFactor[]) {
    if (!Number.isFinite(factors[name])) throw new RangeError(`Factor '${name}' is not a finite number.`);
  }
  if (factors.scale <= 0) throw new RangeError("Factor 'scale' must be positive.");
  const model = OBJECT_MODELS[factors.className];
  const builder = new ShapeBuilder();
  model.draw(builder, factors);
  const program = builder.build();
  const camera = makeCamera(factors, program.bound);

  const second = oklchToLinear(factors.secondLightness, factors.secondChroma, factors.secondHue);
  const albedo = Float64Array.from([
    ...oklchToLinear(factors.bodyLightness, factors.bodyChroma, factors.bodyHue),
    ...second,
    ...oklchToLinear(factors.accentLightness, factors.accentChroma, factors.accentHue),
    ...oklchToLinear(factors.trimLightness, factors.trimChroma, factors.trimHue),
    ...oklchToLinear(0.95, 0.02, 85),
    ...oklchToLinear(0.3, 0.012, 60),
    ...oklchToLinear(0.72, 0.06, 225),
    ...oklchToLinear(0.9, 0.12, 92),
    ...oklchToLinear(0.2, 0.012, 40),
    ...second,
  ]);
  if (albedo.length !== 3 * (MATERIAL_COUNT + 1))
    throw new Error('Materials and their colours differ in number.');

  const azimuth = (factors.lightAzimuth * Math.PI) / 180;
  const elevation = (factors.lightElevation * Math.PI) / 180;
  const lx = Math.sin(azimuth) * Math.cos(elevation);
  const lz = Math.cos(azimuth) * Math.cos(elevation);
  const { cosYaw, sinYaw } = camera;
  const gain = 2 ** factors.exposure;
  const strength = 0.98 * factors.lightStrength * gain;
  const warmth = factors.lightWarmth;
  const fill = 0.46 * factors.fillLight * gain;
  const cells = CELLS_PER_RADIUS / factors.textureScale / program.bound[3]!;
  return {
    classIndex,
    program,
    camera,
    albedo,
    texture,
    background,
    wall: Float64Array.from(oklchToLinear(factors.wallLightness, factors.wallChroma, factors.wallHue)),
    floor: Float64Array.from(oklchToLinear(factors.floorLightness, factors.floorChroma, factors.floorHue)),
    light: Float64Array.of(lx * cosYaw - lz * sinYaw, Math.sin(elevation), lx * sinYaw + lz * cosYaw),
    key: Float64Array.of(strength * (1 + 0.1 * warmth), strength, strength * (1 - 0.2 * warmth)),
    fill: Float64Array.of(fill * (1 - 0.05 * warmth), fill, fill * (1 + 0.08 * warmth)),
    cylinder: model.mapping === 'cylinder',
    cells: Float64Array.of(
      model.mapping === 'cylinder' ? cylinderCells(model.mappingRadius, cells) : cells,
      cells,
      textureOffset(factors.texturePhase, 1),
      textureOffset(factors.texturePhase, 2),
    ),
    backgroundScale: factors.backgroundScale,
    backgroundPhase: factors.backgroundPhase,
    ray: new Float64Array(3),
    normal: new Float64Array(3),
    colour: new Float64Array(3),
    unlit: new Float64Array(3),
    found: new Int32Array(2),
  };
}
