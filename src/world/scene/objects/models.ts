import type { ClassName } from '../vocabulary.ts';
import { bird } from './bird.ts';
import { boat } from './boat.ts';
import { bus } from './bus.ts';
import { cactus } from './cactus.ts';
import { car } from './car.ts';
import { cat } from './cat.ts';
import { chair } from './chair.ts';
import { dog } from './dog.ts';
import { fish } from './fish.ts';
import { flower } from './flower.ts';
import { guitar } from './guitar.ts';
import { house } from './house.ts';
import { lamp } from './lamp.ts';
import type { ObjectModel } from './model.ts';
import { mug } from './mug.ts';
import { mushroom } from './mushroom.ts';
import { plane } from './plane.ts';
import { rabbit } from './rabbit.ts';
import { teapot } from './teapot.ts';
import { tree } from './tree.ts';
import { turtle } from './turtle.ts';

/** How each class is drawn. A new class is a file beside this one and a line here. */
export const OBJECT_MODELS: Record<ClassName, ObjectModel> = {
  cat,
  dog,
  rabbit,
  bird,
  fish,
  turtle,
  car,
  bus,
  boat,
  plane,
  house,
  tree,
  flower,
  mushroom,
  cactus,
  mug,
  teapot,
  chair,
  lamp,
  guitar,
};
