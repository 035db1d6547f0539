/**
 * Signed distances to primitives centred on the origin, negative inside. All lengths share one unit.
 * Formulas: Inigo Quilez, "Distance functions" (iquilezles.org/articles/distfunctions).
 */

/**
 * Distance to an ellipsoid (first-order approximation, exact on the axes).
 *
 * @param a, b, c reciprocals of its radii, since divisions cost
 */
export function ellipsoidDistance(x: number, y: number, z: number, a: number, b: number, c: number): number {
  const px = x * a;
  const py = y * b;
  const pz = z * c;
  const k0 = Math.sqrt(px * px + py * py + pz * pz);
  const qx = px * a;
  const qy = py * b;
  const qz = pz * c;
  const k1 = Math.sqrt(qx * qx + qy * qy + qz * qz);
  if (k1 < 1e-9) return -1 / Math.max(a, b, c);
  return (k0 * (k0 - 1)) / k1;
}

/** Distance to a box with half sizes a, b, c (outer, rounding included) and corner radius r. */
export function boxDistance(
  x: number,
  y: number,
  z: number,
  a: number,
  b: number,
  c: number,
  r: number,
): number {
  const qx = Math.abs(x) - a + r;
  const qy = Math.abs(y) - b + r;
  const qz = Math.abs(z) - c + r;
  const ox = Math.max(qx, 0);
  const oy = Math.max(qy, 0);
  const oz = Math.max(qz, 0);
  const inside = qx > qy ? Math.max(qx, qz) : Math.max(qy, qz);
  return Math.sqrt(ox * ox + oy * oy + oz * oz) + Math.min(inside, 0) - r;
}

/**
 * Distance to a capsule from the origin to (bx, by, bz), its radius going linearly from r1 to r2.
 * With r1 ≠ r2 it is a close approximation of the round cone.
 */
export function capsuleDistance(
  x: number,
  y: number,
  z: number,
  bx: number,
  by: number,
  bz: number,
  r1: number,
  r2: number,
): number {
  let h = (x * bx + y * by + z * bz) / (bx * bx + by * by + bz * bz);
  h = h < 0 ? 0 : Math.min(h, 1);
  const dx = x - bx * h;
  const dy = y - by * h;
  const dz = z - bz * h;
  return Math.sqrt(dx * dx + dy * dy + dz * dz) - (r1 + (r2 - r1) * h);
}

/**
 * Distance to a frustum about the y axis from y = -h (radius r1) to y = +h (radius r2), its edges
 * rounded by `round` (outer sizes include it). r1 = r2 gives a cylinder.
 */
export function coneDistance(
  x: number,
  y: number,
  z: number,
  r1: number,
  r2: number,
  h: number,
  round: number,
): number {
  const bottom = r1 - round;
  const top = r2 - round;
  const half = h - round;
  const q = Math.sqrt(x * x + z * z);
  const k2x = top - bottom;
  const k2y = 2 * half;
  const limit = y < 0 ? bottom : top;
  const cax = q - Math.min(q, limit);
  const cay = Math.abs(y) - half;
  let t = ((top - q) * k2x + (half - y) * k2y) / (k2x * k2x + k2y * k2y);
  t = t < 0 ? 0 : Math.min(t, 1);
  const cbx = q - top + k2x * t;
  const cby = y - half + k2y * t;
  const ca = cax * cax + cay * cay;
  const cb = cbx * cbx + cby * cby;
  const distance = Math.sqrt(Math.min(ca, cb));
  return (cbx < 0 && cay < 0 ? -distance : distance) - round;
}

/**
 * Distance to an arc of a torus in the plane z = 0, symmetric about +y: (sine, cosine) of the half
 * opening, ring radius `major`, tube radius `minor`. Half opening π gives the whole ring.
 */
export function torusDistance(
  x: number,
  y: number,
  z: number,
  sine: number,
  cosine: number,
  major: number,
  minor: number,
): number {
  const ax = x < 0 ? -x : x;
  const k = cosine * ax > sine * y ? ax * sine + y * cosine : Math.sqrt(ax * ax + y * y);
  const square = ax * ax + y * y + z * z + major * major - 2 * major * k;
  return Math.sqrt(Math.max(square, 0)) - minor;
}

/**
 * Distance (a lower bound: the largest of its planes) to a prism along z: a triangle with its base,
 * half width w, on y = 0 and its tip at (tip, h), half depth d, edges rounded by `round`.
 */
export function prismDistance(
  x: number,
  y: number,
  z: number,
  w: number,
  h: number,
  d: number,
  round: number,
  tip: number,
): number {
  const left = ((tip - x) * h + (y - h) * (w + tip)) / Math.sqrt(h * h + (w + tip) * (w + tip));
  const right = ((x - tip) * h + (y - h) * (w - tip)) / Math.sqrt(h * h + (w - tip) * (w - tip));
  const slope = Math.max(left, right);
  const face = Math.max(slope, -y) + round;
  const cap = Math.abs(z) - d + round;
  const ox = Math.max(face, 0);
  const oz = Math.max(cap, 0);
  const inside = Math.max(face, cap);
  return Math.sqrt(ox * ox + oz * oz) + Math.min(inside, 0) - round;
}

/** Smooth minimum of two distances, blended over k (quadratic polynomial, Quilez "Smooth minimum"). */
export function smoothMin(a: number, b: number, k: number): number {
  const gap = k - Math.abs(a - b);
  const h = gap > 0 ? gap / k : 0;
  return Math.min(a, b) - h * h * k * 0.25;
}

/** Smooth maximum of two distances, blended over k. */
export function smoothMax(a: number, b: number, k: number): number {
  return -smoothMin(-a, -b, k);
}
