import { ENCODING_SIZE } from '#models/face-encoder';
import { forEachPair } from './evaluate.ts';

/** All pairs of a set of faces, pairs of one person first. */
export interface PairTable {
  people: number;
  /** Of each person. */
  pictures: number;
  /** Pairs before this place are of one person, the others of two. */
  same: number;
  /** [pairs]: places in the set, person after person. */
  first: Uint16Array;
  second: Uint16Array;
  /** [pairs]: squared distances. */
  distances: Float32Array;
}

/** @param encodings [people · pictures, 32], of unit length */
export function pairTable(encodings: Float32Array, pictures: number): PairTable {
  const count = encodings.length / ENCODING_SIZE;
  const people = count / pictures;
  const same = (people * pictures * (pictures - 1)) / 2;
  const pairs = (count * (count - 1)) / 2;
  const table: PairTable = {
    people,
    pictures,
    same,
    first: new Uint16Array(pairs),
    second: new Uint16Array(pairs),
    distances: new Float32Array(pairs),
  };
  let [near, far] = [0, same];
  forEachPair(encodings, (first, second, distance) => {
    const own = Math.floor(first / pictures) === Math.floor(second / pictures);
    const place = own ? near++ : far++;
    table.first[place] = first;
    table.second[place] = second;
    table.distances[place] = distance;
  });
  return table;
}
