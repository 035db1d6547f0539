import type { WaveShape } from './waves.ts';

/** Steps of the integration a second. */
export const STEPS_A_SECOND = 256;

/** Radians. */
export type Angle = number;

/** A beat with the waves that it draws. */
export interface DrawnBeat {
  /** Seconds; a multiple of the step. */
  time: number;
  shapes: readonly WaveShape[];
}

export interface Integration {
  /** Seconds before the first sample at which the equations start, as a negative number. */
  from: number;
  /** Samples. */
  count: number;
  /** Steps from one sample to the next. */
  stride: number;
  /** The voltage that the signal returns to: height · sin(2π · frequency · time + phase), in millivolt. */
  rest: { height: number; frequency: number; phase: Angle };
}

/** A wave as the equations have it during one turn of the circle. */
interface Pull {
  /** Where on the circle its top is, counted from the beat that began the turn; it may be before it or after the turn. */
  angle: Angle;
  /** a and b of the equation, before the top and after it. */
  strengthBefore: number;
  strengthAfter: number;
  reachBefore: number;
  reachAfter: number;
}

/** A point on its circle. */
interface Circle {
  beats: readonly DrawnBeat[];
  x: number;
  y: number;
  /** The beat that began the present turn, the turn's speed in radians a second, its waves. */
  turn: number;
  speed: number;
  pulls: Pull[];
}

/** Waves of so many beats before and after a turn still count in it. */
const NEIGHBOURS = 2;
/** From so many deviations on, a bell is nothing. */
const REACH = 5;

/**
 * Solves the equations of McSharry et al. (2003) by the method of Runge and Kutta (fourth order):
 *
 * x′ = αx − ωy, y′ = αy + ωx, z′ = −Σ aᵢ Δθᵢ exp(−Δθᵢ²/2bᵢ²) − (z − z₀), with α = 1 − √(x² + y²), Δθᵢ the
 * angle from wave i and ω = 2π over the time from one beat to the next, for each circle an x and a y and for all
 * together one z. aᵢ and bᵢ are set at each turn such that a wave has its height and width whatever ω is:
 * b = ω · width, a = ω · height / b².
 *
 * @param circles beats in order, each circle's from before `from` to after the last sample; none: a circle at rest
 * @returns `count` values of z, in millivolt
 */
export function integrate(circles: readonly (readonly DrawnBeat[])[], task: Integration): Float32Array {
  const h = 1 / STEPS_A_SECOND;
  const first = Math.round(task.from * STEPS_A_SECOND);
  const points = circles.filter((beats) => beats.length > 1).map((beats) => start(beats, task.from));
  const samples = new Float32Array(task.count);
  let z = 0;
  for (let step = first; step <= (task.count - 1) * task.stride; step++) {
    if (step >= 0 && step % task.stride === 0) samples[step / task.stride] = z;
    const time = step * h;
    const rests = [restAt(time, task.rest), restAt(time + h / 2, task.rest), restAt(time + h, task.rest)];
    // z′ depends on x and y, and not the other way round: each circle makes its step and tells its four pulls.
    const pulls: [number, number, number, number] = [0, 0, 0, 0];
    for (const point of points) move(point, time, h, pulls);
    const k1 = pulls[0] - (z - rests[0]!);
    const k2 = pulls[1] - (z + (h / 2) * k1 - rests[1]!);
    const k3 = pulls[2] - (z + (h / 2) * k2 - rests[1]!);
    const k4 = pulls[3] - (z + h * k3 - rests[2]!);
    z += (h / 6) * (k1 + 2 * k2 + 2 * k3 + k4);
  }
  return samples;
}

function restAt(time: number, { height, frequency, phase }: Integration['rest']): number {
  return height * Math.sin(2 * Math.PI * frequency * time + phase);
}

/** Puts the point where it is at a moment, on the circle of radius 1. */
function start(beats: readonly DrawnBeat[], time: number): Circle {
  let turn = 0;
  while (turn + 2 < beats.length && beats[turn + 1]!.time <= time) turn++;
  const circle: Circle = { beats, x: 1, y: 0, turn, speed: 0, pulls: [] };
  beginTurn(circle, turn);
  const angle = circle.speed * (time - beats[turn]!.time);
  circle.x = Math.cos(angle);
  circle.y = Math.sin(angle);
  return circle;
}

function beginTurn(circle: Circle, turn: number): void {
  const { beats } = circle;
  const begin = beats[turn]!.time;
  const speed = (2 * Math.PI) / (beats[turn + 1]!.time - begin);
  circle.turn = turn;
  circle.speed = speed;
  circle.pulls = [];
  for (let i = turn - NEIGHBOURS; i <= turn + 1 + NEIGHBOURS; i++) {
    const beat = beats[i];
    if (!beat) continue;
    for (const { at, height, before, after } of beat.shapes) {
      circle.pulls.push({
        angle: speed * (beat.time + at - begin),
        strengthBefore: height / (speed * before ** 2),
        strengthAfter: height / (speed * after ** 2),
        reachBefore: speed * before,
        reachAfter: speed * after,
      });
    }
  }
}

/** One step along the circle; adds to `pulls` what its waves do to z′ at the four points of Runge and Kutta. */
function move(circle: Circle, time: number, h: number, pulls: number[]): void {
  const { beats } = circle;
  if (circle.turn + 2 < beats.length && time >= beats[circle.turn + 1]!.time - h / 2) {
    beginTurn(circle, circle.turn + 1);
  }
  const { x, y, speed } = circle;
  const expected = speed * (time - beats[circle.turn]!.time);
  pulls[0]! += pullAt(circle, x, y, expected);
  const [x1, y1] = slopes(x, y, speed);
  const xa = x + (h / 2) * x1;
  const ya = y + (h / 2) * y1;
  pulls[1]! += pullAt(circle, xa, ya, expected + (speed * h) / 2);
  const [x2, y2] = slopes(xa, ya, speed);
  const xb = x + (h / 2) * x2;
  const yb = y + (h / 2) * y2;
  pulls[2]! += pullAt(circle, xb, yb, expected + (speed * h) / 2);
  const [x3, y3] = slopes(xb, yb, speed);
  const xc = x + h * x3;
  const yc = y + h * y3;
  pulls[3]! += pullAt(circle, xc, yc, expected + speed * h);
  const [x4, y4] = slopes(xc, yc, speed);
  circle.x = x + (h / 6) * (x1 + 2 * x2 + 2 * x3 + x4);
  circle.y = y + (h / 6) * (y1 + 2 * y2 + 2 * y3 + y4);
}

function slopes(x: number, y: number, speed: number): [number, number] {
  const alpha = 1 - Math.sqrt(x * x + y * y);
  return [alpha * x - speed * y, alpha * y + speed * x];
}

/** −Σ aᵢ Δθᵢ exp(−Δθᵢ²/2bᵢ²). `expected` tells full turns, which x and y don't. */
function pullAt({ pulls }: Circle, x: number, y: number, expected: Angle): number {
  const turned = Math.atan2(y, x);
  const angle = turned + 2 * Math.PI * Math.round((expected - turned) / (2 * Math.PI));
  let sum = 0;
  for (const { angle: top, strengthBefore, strengthAfter, reachBefore, reachAfter } of pulls) {
    const delta = angle - top;
    const reach = delta < 0 ? reachBefore : reachAfter;
    if (delta < -REACH * reach || delta > REACH * reach) continue;
    const strength = delta < 0 ? strengthBefore : strengthAfter;
    sum -= strength * delta * Math.exp((-delta * delta) / (2 * reach * reach));
  }
  return sum;
}
