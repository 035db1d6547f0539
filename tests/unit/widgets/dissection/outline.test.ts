import { describe, expect, it } from 'vitest';
import { fillPath, intersect, outlinePath, pixelsOf } from '#widgets/dissection/outline';

// An L in a picture of 3 × 3: the first column, and the foot.
const L = [1, 0, 0, 1, 0, 0, 1, 1, 0];

describe('paths', () => {
  it('fills a rectangle for every run', () => {
    expect(fillPath(L, 3)).toBe('M0 0h1v1h-1zM0 1h1v1h-1zM0 2h2v1h-2z');
    expect(fillPath([1, 0, 1, 0, 0, 0, 0, 0, 0], 3)).toBe('M0 0h1v1h-1zM2 0h1v1h-1z');
  });

  it('follows the boundary, edge of the picture included, and nothing inside', () => {
    const edges = outlinePath(L, 3)
      .match(/M[^M]*/g)!
      .sort();
    expect(edges).toEqual(['M0 0h1', 'M0 0v3', 'M0 3h2', 'M1 0v2', 'M1 2h1', 'M2 2v1']);
  });

  it('is empty for no pixels', () => {
    expect([fillPath(new Uint8Array(9), 3), outlinePath(new Uint8Array(9), 3)]).toEqual(['', '']);
  });
});

describe('pixel sets', () => {
  it('are those of a label, and those of both', () => {
    expect([...pixelsOf([0, 2, 1, 2], 2)]).toEqual([0, 1, 0, 1]);
    expect([...intersect([1, 1, 0, 0], [0, 1, 1, 0])]).toEqual([0, 1, 0, 0]);
  });
});
