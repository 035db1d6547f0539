/** The names that label every pixel of a scene: classes, parts, textures, colours, backgrounds. */

export const CLASS_NAMES = [
  'cat', 'dog', 'rabbit', 'bird', 'fish', 'turtle', 'car', 'bus', 'boat', 'plane',
  'house', 'tree', 'flower', 'mushroom', 'cactus', 'mug', 'teapot', 'chair', 'lamp', 'guitar',
] as const;
export type ClassName = (typeof CLASS_NAMES)[number];

/** Parts are shared over the classes: a dog and a chair both have a 'leg', a mug and a teapot a 'handle'. */
export const PART_NAMES = [
  'body', 'head', 'ear', 'eye', 'nose', 'muzzle', 'whisker', 'leg', 'tail', 'collar',
  'wing', 'beak', 'fin', 'shell', 'wheel', 'window', 'door', 'roof', 'headlight', 'bumper',
  'hull', 'mast', 'sail', 'flag', 'propeller', 'chimney', 'trunk', 'crown', 'fruit', 'petal',
  'centre', 'stem', 'leaf', 'pot', 'cap', 'spot', 'arm', 'handle', 'spout', 'lid',
  'rim', 'drink', 'seat', 'backrest', 'shade', 'base', 'bulb', 'neck', 'string', 'hole',
] as const;
export type PartName = (typeof PART_NAMES)[number];

/** Every part that a class can show. A part may be hidden in a given view. */
export const PARTS_OF_CLASS: Record<ClassName, readonly PartName[]> = {
  cat: ['body', 'head', 'ear', 'eye', 'nose', 'muzzle', 'whisker', 'leg', 'tail'],
  dog: ['body', 'head', 'ear', 'eye', 'nose', 'muzzle', 'leg', 'tail', 'collar'],
  rabbit: ['body', 'head', 'ear', 'eye', 'nose', 'muzzle', 'leg', 'tail'],
  bird: ['body', 'head', 'eye', 'beak', 'wing', 'leg', 'tail'],
  fish: ['body', 'eye', 'fin', 'tail', 'muzzle'],
  turtle: ['shell', 'head', 'eye', 'leg', 'tail'],
  car: ['body', 'roof', 'window', 'wheel', 'headlight', 'bumper'],
  bus: ['body', 'window', 'door', 'wheel', 'headlight', 'bumper'],
  boat: ['hull', 'mast', 'sail', 'flag', 'window'],
  plane: ['body', 'wing', 'tail', 'window', 'propeller', 'wheel'],
  house: ['body', 'roof', 'door', 'window', 'chimney'],
  tree: ['trunk', 'crown', 'fruit'],
  flower: ['petal', 'centre', 'stem', 'leaf', 'pot'],
  mushroom: ['cap', 'stem', 'spot'],
  cactus: ['body', 'arm', 'petal', 'pot'],
  mug: ['body', 'handle', 'drink', 'rim'],
  teapot: ['body', 'handle', 'spout', 'lid'],
  chair: ['seat', 'backrest', 'leg'],
  lamp: ['shade', 'stem', 'base', 'bulb'],
  guitar: ['body', 'neck', 'head', 'hole', 'string'],
};

export const TEXTURE_NAMES = [
  'plain', 'stripes-h', 'stripes-v', 'checks', 'dots', 'bricks', 'scales', 'marble', 'zigzag', 'patches',
] as const;
export type TextureName = (typeof TEXTURE_NAMES)[number];

/** The eleven basic colour terms of Berlin and Kay (1969). */
export const COLOUR_NAMES = [
  'black', 'grey', 'white', 'red', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink', 'brown',
] as const;
export type ColourName = (typeof COLOUR_NAMES)[number];

export const BACKGROUND_NAMES = [
  'studio', 'gradient', 'wall-and-floor', 'stripes', 'clouds', 'tiles', 'dots', 'hills',
] as const;
export type BackgroundName = (typeof BACKGROUND_NAMES)[number];
