import { squaredDistance, tripletLoss, tripletZone } from '#math/triplet';
import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import { canStretch, descend, type Ending, followedSlopes, isFlat, slopes, stretched } from './descent.ts';
import { PRESET_MARGIN, SPECS, type TripletGeometryOptions } from './options.ts';
import {
  angleOf,
  formatPoint,
  mapRoles,
  onCircle,
  type Point,
  parsePoint,
  ROLES,
  type Role,
  type Space,
  type Triplet,
  unit,
} from './points.ts';
import { type Preset, presetMargin, presetOf, presetPoints, USUAL_MARGIN } from './presets.ts';
import { insideView, zoomFor } from './view.ts';

/** A run of steps goes no farther. */
export const MOST_STEPS = 200;
/** Milliseconds from step to step while it plays. */
const PACE = 110;
const FIRST: Preset = 'semi-hard';

/** Three points, the loss that they cost, and the steps that have been taken from where the reader put them. */
export class TripletGeometryState {
  space = $state<Space>('plane');
  margin = $state(USUAL_MARGIN);
  rate = $state(SPECS.rate.fallback);
  surface = $state(false);
  /** Where the points were put, and after every step since. */
  history = $state.raw<readonly Triplet[]>([presetPoints(FIRST, 'plane')]);
  at = $state(0);
  zoom = $state(1);
  playing = $state(false);
  ending = $state.raw<Ending | null>(null);
  /** What the last stretch did; null after anything else. */
  stretch = $state.raw<{ before: number; after: number } | null>(null);
  /** What is lit: see README.md. */
  lit = $state<string | null>(null);

  readonly points = $derived(this.history[this.at]!);
  readonly dPositive = $derived(squaredDistance(this.points.anchor, this.points.positive));
  readonly dNegative = $derived(squaredDistance(this.points.anchor, this.points.negative));
  readonly loss = $derived(tripletLoss(this.dPositive, this.dNegative, this.margin));
  readonly zone = $derived(tripletZone(this.dPositive, this.dNegative, this.margin));
  readonly slope = $derived(followedSlopes(this.points, this.margin, this.space));
  readonly flat = $derived(isFlat(this.slope));
  readonly next = $derived(descend(this.points, this.margin, this.rate, this.space));
  readonly losses = $derived(this.history.map((points) => this.#lossOf(points)));
  readonly preset = $derived(presetOf(this.points, this.space));
  readonly stretchable = $derived(this.space === 'circle' || canStretch(this.points));

  readonly options: TripletGeometryOptions = $derived({
    space: this.space,
    preset: this.preset,
    ...mapRoles((role) => formatPoint(this.points[role])),
    margin: this.margin,
    rate: this.rate,
    surface: this.surface,
  });

  /** The options as a link writes them: places and margin only where the preset does not say them. */
  readonly linkOptions: TripletGeometryOptions = $derived({
    ...this.options,
    ...(this.preset === 'own' ? {} : mapRoles(() => '')),
    margin: this.margin === presetMargin(this.preset) ? PRESET_MARGIN : this.margin,
  });

  /** The numbers that a live formula can show. */
  readonly values = $derived({
    'd-ap': this.dPositive,
    'd-an': this.dNegative,
    margin: this.margin,
    'd-ap-margin': this.dPositive + this.margin,
    relation: this.zone === 'easy' ? '≤' : '>',
    wish: this.zone === 'easy' ? 'met' : 'not met',
    loss: this.loss,
    twice: this.loss > 0 ? 2 : 0,
    zone: this.zone,
    rate: this.rate,
    step: this.at,
    ...Object.fromEntries(
      Object.entries(slopes(this.points, this.margin)).flatMap(([role, [x, y]]) => [
        [`${role}-x`, -x + 0],
        [`${role}-y`, -y + 0],
      ]),
    ),
  });

  #clock: ReturnType<typeof setInterval> | undefined;

  /** Sets what is named; a preset brings its places and its margin, another space the same view in it. */
  request(request: Options): void {
    const before = this.options;
    const next = applyRequest(SPECS, before, request);
    const named = (name: string) => request[name] !== undefined;
    const preset = named('preset') && next.preset !== 'own' ? next.preset : null;
    const moved = next.space !== before.space;
    if (preset || moved || ROLES.some(named)) {
      const shown = preset ?? (moved && before.preset !== 'own' ? before.preset : null);
      const base = shown ? presetPoints(shown, next.space) : this.#brought(this.points, next.space);
      this.#start(
        mapRoles((role) =>
          named(role) ? this.#placeOf(String(request[role]), next.space, base[role]) : base[role],
        ),
      );
    }
    this.space = next.space;
    if (named('margin') && next.margin !== PRESET_MARGIN) this.margin = next.margin;
    else if (named('margin') || preset) this.margin = presetMargin(preset ?? this.preset);
    this.rate = next.rate;
    this.surface = next.surface;
    this.#changed();
    if (this.space === 'plane' && (preset || moved || ROLES.some(named))) this.zoom = zoomFor(this.history);
  }

  /** Puts a point where the reader drags it: within the view, or on the circle; on a fine grid. */
  move(role: Role, to: Point): void {
    const [x, y] = insideView(to, this.zoom);
    const grid = 100 / this.zoom;
    const place: Point =
      this.space === 'circle'
        ? onCircle(Math.round(angleOf(unit(to, this.points[role]))))
        : [Math.round(x * grid) / grid, Math.round(y * grid) / grid];
    if (formatPoint(place) === formatPoint(this.points[role])) return;
    this.#start({ ...this.points, [role]: place });
    this.#changed();
  }

  /** By arrow keys: right and up by so many steps; on the circle `turn` degrees counter-clockwise. */
  nudge(role: Role, [right, up]: Point, turn: number): void {
    const [x, y] = this.points[role];
    if (this.space === 'circle') {
      const angle = Math.round(angleOf(this.points[role])) + turn;
      this.move(role, onCircle(angle));
    } else {
      this.move(role, [x + 0.05 * this.zoom * right, y + 0.05 * this.zoom * up]);
    }
  }

  /** One step of gradient descent. False when there is none to take. */
  step(): boolean {
    if (this.loss === 0 || this.flat) {
      this.#end(this.loss === 0 ? 'met' : 'stuck');
      return false;
    }
    this.stretch = null;
    this.ending = null;
    this.#add(this.next);
    if (this.loss === 0) this.#end('met');
    return this.loss > 0;
  }

  /** Step after step until the loss is 0; all at once for who wants no motion. */
  play(still: boolean): void {
    let left = MOST_STEPS;
    const goOn = () => {
      if (!this.step()) return false;
      left -= 1;
      if (left === 0) this.#end('limit');
      return left > 0;
    };
    if (still) {
      while (goOn());
      return;
    }
    if (!goOn()) return;
    this.playing = true;
    this.#clock = setInterval(() => {
      if (!goOn()) this.pause();
    }, PACE);
  }

  pause(): void {
    clearInterval(this.#clock);
    this.playing = false;
  }

  /** Goes to a place in the history. */
  goTo(at: number): void {
    this.pause();
    this.#changed();
    this.at = Math.min(this.history.length - 1, Math.max(0, Math.round(at)));
  }

  /** Everything times two; on the circle each point comes back to length 1, where it was. */
  stretchAll(): void {
    if (!this.stretchable) return;
    this.pause();
    this.ending = null;
    const before = this.loss;
    if (this.space === 'plane') this.#add(stretched(this.points));
    this.stretch = { before, after: this.loss };
  }

  setMargin(margin: number): void {
    this.request({ margin });
  }

  #add(points: Triplet): void {
    this.history = [...this.history.slice(0, this.at + 1), points];
    this.at = this.history.length - 1;
    if (this.space === 'plane') this.zoom = Math.max(this.zoom, zoomFor([points]));
  }

  #start(points: Triplet): void {
    this.pause();
    this.history = [points];
    this.at = 0;
  }

  #end(ending: Ending): void {
    this.pause();
    this.ending = ending;
  }

  #changed(): void {
    this.ending = null;
    this.stretch = null;
  }

  #lossOf({ anchor, positive, negative }: Triplet): number {
    return tripletLoss(squaredDistance(anchor, positive), squaredDistance(anchor, negative), this.margin);
  }

  #brought(points: Triplet, space: Space): Triplet {
    const usual = presetPoints(FIRST, space);
    return space === 'plane' ? points : mapRoles((role) => unit(points[role], usual[role]));
  }

  #placeOf(text: string, space: Space, fallback: Point): Point {
    const point = parsePoint(text) ?? fallback;
    return space === 'circle' ? unit(point, fallback) : point;
  }
}
