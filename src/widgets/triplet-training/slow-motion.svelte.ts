import type { TrainingSettings } from '#math/training-record';
import { squaredDistance, type TripletZone, tripletGradient, tripletLoss, tripletZone } from '#math/triplet';
import { type FrameError, frameError } from '#widgets/shared/frame-error';
import { type Client, isAbort, latest } from '#worker/client';
import type { StepDetail, TrainingCheckpoint } from '#worker/protocol';
import { SIZE } from './history.ts';

/** One of the three pictures of a triplet, before and after a step. */
export interface Corner {
  role: 'anchor' | 'positive' | 'negative';
  /** Row and column of the sheet of faces. */
  person: number;
  picture: number;
  before: Float32Array;
  after: Float32Array;
  /** Where descent on this triplet alone would move it: minus the slope of its loss. */
  pull: Float64Array;
}

/** A triplet as it was fed, and what the step made of it. */
export interface TripletView {
  corners: [Corner, Corner, Corner];
  zone: TripletZone;
  before: { positive: number; negative: number; loss: number };
  after: { positive: number; negative: number; loss: number };
}

/** One step of training, looked at closely. */
export class SlowMotion {
  readonly #run: ReturnType<typeof latest>;

  detail = $state.raw<StepDetail | null>(null);
  /** The step's number. */
  step = $state(0);
  margin = $state(0);
  loading = $state(false);
  problem = $state.raw<FrameError | null>(null);
  /** Which of the triplets. */
  index = $state(0);
  /** 0 before the step, 1 after it. */
  share = $state(0);

  constructor(client: Client) {
    this.#run = latest(client);
  }

  readonly count = $derived(this.detail?.triplets.anchors.length ?? 0);
  readonly triplet = $derived(
    this.detail && this.count > 0
      ? viewTriplet(this.detail, Math.min(this.index, this.count - 1), this.margin)
      : null,
  );

  /** Takes one step from a checkpoint, or the first one, and keeps what it saw. */
  async look(settings: TrainingSettings, from?: TrainingCheckpoint): Promise<void> {
    this.clear();
    this.loading = true;
    const step = (from?.step ?? 0) + 1;
    try {
      await this.#run.run(
        'train-triplets',
        { ...settings, steps: step, every: 100_000, detail: true, ...(from ? { from } : {}) },
        {
          onProgress: ({ partial }) => {
            if (!partial?.detail) return;
            this.detail = partial.detail;
            this.step = step;
            this.margin = settings.margin;
            this.index = firstWithLoss(partial.detail, settings.margin);
          },
        },
      );
    } catch (error) {
      if (!isAbort(error)) this.problem = frameError(error);
    } finally {
      this.loading = false;
    }
  }

  clear(): void {
    this.#run.cancel();
    this.detail = null;
    this.problem = null;
    this.loading = false;
    this.index = 0;
    this.share = 0;
  }
}

function viewTriplet(detail: StepDetail, index: number, margin: number): TripletView {
  const { triplets, before, after, persons, pictures } = detail;
  const row = (rows: Float32Array, place: number) => rows.subarray(place * SIZE, (place + 1) * SIZE);
  const places = [triplets.anchors[index]!, triplets.positives[index]!, triplets.negatives[index]!] as const;
  const [a, p, n] = [row(before, places[0]), row(before, places[1]), row(before, places[2])];
  const slope = tripletGradient(a, p, n, margin);
  const corner = (role: Corner['role'], k: 0 | 1 | 2): Corner => ({
    role,
    person: persons[places[k]]!,
    picture: pictures[places[k]]!,
    before: row(before, places[k]),
    after: row(after, places[k]),
    pull: slope[role].map((value) => -value),
  });
  const distances = (rows: Float32Array) => {
    const positive = squaredDistance(row(rows, places[0]), row(rows, places[1]));
    const negative = squaredDistance(row(rows, places[0]), row(rows, places[2]));
    return { positive, negative, loss: tripletLoss(positive, negative, margin) };
  };
  const first = distances(before);
  return {
    corners: [corner('anchor', 0), corner('positive', 1), corner('negative', 2)],
    zone: tripletZone(first.positive, first.negative, margin),
    before: first,
    after: distances(after),
  };
}

/** A triplet that pulls makes a better first look than one that is content. */
function firstWithLoss(detail: StepDetail, margin: number): number {
  const count = detail.triplets.anchors.length;
  for (let i = 0; i < count; i++) if (viewTriplet(detail, i, margin).before.loss > 0) return i;
  return 0;
}
