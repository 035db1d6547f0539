import type { DistanceTable, Merge } from './hierarchical-clustering.ts';

/**
 * The order of the leaves of a clustering's tree in which neighbours are most alike: each branching may be turned round,
 * and the sum of the distances of neighbours is as small as the tree allows (optimal leaf ordering; Bar-Joseph, Gifford
 * and Jaakkola 2001). O(n³).
 *
 * @param merges what `averageLinkage` gave for the same distances
 * @param distances row-major, [n, n]
 * @param count n
 * @returns the things 0 to n − 1 in their new order; of the two directions the one that starts with the smaller number
 */
export function leafOrder(merges: readonly Merge[], distances: DistanceTable, count: number): Uint16Array {
  if (count === 0) return new Uint16Array(0);
  const tree = new OrderedTree(merges, distances, count);
  const order = tree.best();
  if (order[0]! > order[count - 1]!) order.reverse();
  return Uint16Array.from(order);
}

/** The length of an order: the sum of the distances of neighbours. */
export function orderLength(order: ArrayLike<number>, distances: DistanceTable, count: number): number {
  let length = 0;
  for (let i = 1; i < order.length; i++) length += distances[order[i - 1]! * count + order[i]!]!;
  return length;
}

class OrderedTree {
  readonly #merges: readonly Merge[];
  readonly #distances: DistanceTable;
  readonly #count: number;
  /** The leaves below each cluster. */
  readonly #leaves: number[][] = [];
  /** [n, n]: the length of the best order that has one leaf at each end, of the cluster where the two first meet. */
  readonly #length: Float64Array;
  /** [n, n]: the leaf at the seam of that order, in the part where the row's leaf is. */
  readonly #seam: Int32Array;

  constructor(merges: readonly Merge[], distances: DistanceTable, count: number) {
    this.#merges = merges;
    this.#distances = distances;
    this.#count = count;
    this.#length = new Float64Array(count * count).fill(Number.POSITIVE_INFINITY);
    this.#seam = new Int32Array(count * count);
    for (let leaf = 0; leaf < count; leaf++) {
      this.#leaves.push([leaf]);
      this.#length[leaf * count + leaf] = 0;
    }
    for (const { left, right } of merges) this.#join(left, right);
  }

  best(): number[] {
    const top = this.#leaves.length - 1;
    if (top < this.#count) return [0];
    const { left, right } = this.#merges[top - this.#count]!;
    let [first, last] = [0, 0];
    let length = Number.POSITIVE_INFINITY;
    for (const u of this.#leaves[left]!) {
      for (const w of this.#leaves[right]!) {
        if (this.#length[u * this.#count + w]! < length) {
          [first, last] = [u, w];
          length = this.#length[u * this.#count + w]!;
        }
      }
    }
    return this.#orderBetween(top, first, last);
  }

  /** Where an order that starts at leaf `u` of a cluster can end: the other part's leaves, or `u` itself when it is alone. */
  #ends(cluster: number, u: number): number[] {
    if (cluster < this.#count) return [u];
    const { left, right } = this.#merges[cluster - this.#count]!;
    return this.#leaves[left]!.includes(u) ? this.#leaves[right]! : this.#leaves[left]!;
  }

  #join(left: number, right: number): void {
    const n = this.#count;
    const [us, ws] = [this.#leaves[left]!, this.#leaves[right]!];
    for (const u of us) {
      // reach[k]: from u through the left part and over the seam to leaf k of the right part.
      const reach = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
      const through = new Int32Array(n);
      for (const m of this.#ends(left, u)) {
        const start = this.#length[u * n + m]!;
        for (const k of ws) {
          const length = start + this.#distances[m * n + k]!;
          if (length >= reach[k]!) continue;
          reach[k] = length;
          through[k] = m;
        }
      }
      for (const w of ws) {
        let length = Number.POSITIVE_INFINITY;
        let seam = w;
        for (const k of this.#ends(right, w)) {
          const candidate = reach[k]! + this.#length[k * n + w]!;
          if (candidate >= length) continue;
          length = candidate;
          seam = k;
        }
        this.#length[u * n + w] = length;
        this.#length[w * n + u] = length;
        this.#seam[u * n + w] = through[seam]!;
        this.#seam[w * n + u] = seam;
      }
    }
    this.#leaves.push([...us, ...ws]);
  }

  #orderBetween(cluster: number, first: number, last: number): number[] {
    if (cluster < this.#count) return [first];
    const { left, right } = this.#merges[cluster - this.#count]!;
    const [one, other] = this.#leaves[left]!.includes(first) ? [left, right] : [right, left];
    const n = this.#count;
    return [
      ...this.#orderBetween(one, first, this.#seam[first * n + last]!),
      ...this.#orderBetween(other, this.#seam[last * n + first]!, last),
    ];
  }
}
