import { clampFactors, type SceneFactors, sampleFactors } from '../scene/factors.ts';
import { type PreparedScene, prepareScene } from '../scene/prepare.ts';
import type { ClassName } from '../scene/vocabulary.ts';
import type { Room } from './room.ts';

/** A toy and where it stands. */
export interface Item {
  className: ClassName;
  /** Shape, colours and texture; what is left out is the toy's plain middle. */
  look: Partial<SceneFactors>;
  /** Place on the ground: to the right, and towards the viewer; room units. */
  at: readonly [number, number];
  /** Turn about the vertical, and how far it leans back; degrees. */
  turn: number;
  tilt?: number;
  /** Radius of its bounding sphere, room units. */
  size: number;
}

/** Several toys on one ground under one light. */
export interface Composition {
  items: readonly Item[];
  camera: {
    /** Height of the point that the camera looks at; it lies above the room's middle. */
    height: number;
    /** Degrees above the horizontal. */
    pitch: number;
    distance: number;
    /** Half the height that a square picture shows there. */
    half: number;
  };
  light: Pick<
    SceneFactors,
    'lightAzimuth' | 'lightElevation' | 'lightStrength' | 'lightWarmth' | 'fillLight'
  >;
  room: Room;
}

/** A toy made ready: a point p of the room is (p − foot) turned and divided by `unit` in its own axes. */
export interface PreparedItem {
  scene: PreparedScene;
  foot: Float64Array;
  unit: number;
  /** Rows: the room's axes to the toy's. */
  turn: Float64Array;
  /** Bounding sphere in the room: centre x, y, z and radius. */
  bound: Float64Array;
}

export interface PreparedComposition {
  items: PreparedItem[];
  room: Room;
  /** Camera: position; forward, right, up (12 numbers); half height over distance. */
  frame: Float64Array;
  zoom: number;
  /** Unit direction to the lamp, room axes; colours of key and fill light. */
  light: Float64Array;
  key: Float64Array;
  fill: Float64Array;
  /** Scratch: the ray, its hit, and the colour found. */
  ray: Float64Array;
  point: Float64Array;
  colour: Float64Array;
}

const PLAIN: Partial<SceneFactors> = {
  plumpness: 0,
  tallness: 0,
  headSize: 0,
  featureSize: 0,
  featureAngle: 0,
  variant: 0.5,
  texture: 'plain',
  textureScale: 1,
  texturePhase: 0.3,
  exposure: 0,
};

export function prepareComposition({ items, camera, light, room }: Composition): PreparedComposition {
  const radians = Math.PI / 180;
  const sin = Math.sin(camera.pitch * radians);
  const cos = Math.cos(camera.pitch * radians);
  const far = camera.distance;
  const azimuth = light.lightAzimuth * radians;
  const elevation = light.lightElevation * radians;
  const toLamp = Float64Array.of(
    Math.sin(azimuth) * Math.cos(elevation),
    Math.sin(elevation),
    Math.cos(azimuth) * Math.cos(elevation),
  );
  const prepared = items.map((item) => prepareItem(item, light, room, toLamp));
  const { key, fill } = prepared[0]!.scene;
  return {
    items: prepared,
    room,
    frame: Float64Array.of(0, camera.height + far * sin, far * cos, 0, -sin, -cos, 1, 0, 0, 0, cos, -sin),
    zoom: camera.half / far,
    light: toLamp,
    key: key.slice(),
    fill: fill.slice(),
    ray: new Float64Array(3),
    point: new Float64Array(3),
    colour: new Float64Array(3),
  };
}

function prepareItem(
  item: Item,
  light: Composition['light'],
  room: Room,
  toLamp: Float64Array,
): PreparedItem {
  const [wallLightness, wallChroma, wallHue] = room.wall;
  const [floorLightness, floorChroma, floorHue] = room.floor;
  const scene = prepareScene(
    clampFactors({
      ...sampleFactors(1, item.className),
      ...PLAIN,
      ...item.look,
      ...light,
      wallLightness,
      wallChroma,
      wallHue,
      floorLightness,
      floorChroma,
      floorHue,
    }),
  );
  const radians = Math.PI / 180;
  const cy = Math.cos(item.turn * radians);
  const sy = Math.sin(item.turn * radians);
  const ct = Math.cos((item.tilt ?? 0) * radians);
  const st = Math.sin((item.tilt ?? 0) * radians);
  const turn = Float64Array.of(cy, 0, -sy, -sy * st, ct, -cy * st, sy * ct, st, cy * ct);
  const own = scene.program.bound;
  const unit = item.size / own[3]!;
  const foot = Float64Array.of(item.at[0], 0, item.at[1]);
  const bound = new Float64Array(4);
  for (let c = 0; c < 3; c++) {
    bound[c] = foot[c]! + unit * (turn[c]! * own[0]! + turn[3 + c]! * own[1]! + turn[6 + c]! * own[2]!);
    scene.light[c] =
      turn[3 * c]! * toLamp[0]! + turn[3 * c + 1]! * toLamp[1]! + turn[3 * c + 2]! * toLamp[2]!;
  }
  bound[3] = item.size;
  return { scene, foot, unit, turn, bound };
}
