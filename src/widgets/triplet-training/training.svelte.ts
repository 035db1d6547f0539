import type { TrainingRecord, TrainingSettings } from '#math/training-record';
import { type FrameError, frameError } from '#widgets/shared/frame-error';
import { type Client, isAbort } from '#worker/client';
import type { TrainingCheckpoint, TrainTripletsPartial } from '#worker/protocol';

/** One run of training on the reader's machine: it can be put aside and taken up again. */
export class Training {
  readonly #client: Client;
  #controller: AbortController | undefined;
  readonly #checkpoints = new Map<number, TrainingCheckpoint>();
  #began = 0;
  #beganAt = 0;

  readonly settings: TrainingSettings;
  record = $state.raw<TrainingRecord>() as TrainingRecord;
  running = $state(false);
  problem = $state.raw<FrameError | null>(null);
  /** Steps a second, measuring included; 0 until known. */
  speed = $state(0);
  backend = $state<string | null>(null);
  /** The step after which a number was no longer finite. */
  divergedAt = $state<number | null>(null);

  constructor(client: Client, settings: TrainingSettings) {
    this.#client = client;
    this.settings = settings;
    this.record = { settings, steps: [], states: [], status: 'stopped' };
  }

  get finished(): boolean {
    return this.record.status !== 'stopped';
  }

  /** Where training stood at a measured state; undefined for others. */
  checkpoint(step: number): TrainingCheckpoint | undefined {
    return this.#checkpoints.get(step);
  }

  /** Keeps of the measured states only the last, to go on from. */
  forgetEarlier(): void {
    const last = this.#lastCheckpoint();
    this.#checkpoints.clear();
    if (last) this.#checkpoints.set(last.step, last);
  }

  /** Begins, or goes on from the last measured state. */
  async go(): Promise<void> {
    if (this.running || this.finished) return;
    this.problem = null;
    this.running = true;
    const controller = new AbortController();
    this.#controller = controller;
    const from = this.#lastCheckpoint();
    this.#began = performance.now();
    this.#beganAt = from?.step ?? 0;
    try {
      const { status, step, backend } = await this.#client.run(
        'train-triplets',
        { ...this.settings, ...(from ? { from } : {}) },
        { signal: controller.signal, onProgress: ({ partial }) => partial && this.#take(partial) },
      );
      this.backend = backend;
      this.record = { ...this.record, steps: this.record.steps.slice(0, step), status };
      if (status === 'diverged') this.divergedAt = step + 1;
    } catch (error) {
      if (!isAbort(error)) this.problem = frameError(error);
    } finally {
      if (this.#controller === controller) this.running = false;
    }
  }

  /** Puts the run aside; what it has found stays. */
  pause(): void {
    this.#controller?.abort();
    this.running = false;
  }

  #take({ figures, state }: TrainTripletsPartial): void {
    const { settings, status } = this.record;
    let { steps, states } = this.record;
    if (figures) {
      const { step, loss, fed, active, open } = figures;
      // A run that is taken up, or begins anew on another backend, says again what was known.
      steps = [...steps.slice(0, step - 1), { loss, fed, active, open }];
      const seconds = (performance.now() - this.#began) / 1000;
      if (step > this.#beganAt) this.speed = (step - this.#beganAt) / seconds;
    }
    if (state) {
      const { checkpoint, ...rest } = state;
      states = [...states.filter(({ step }) => step < rest.step), rest];
      this.#checkpoints.set(rest.step, checkpoint);
    }
    this.record = { settings, status, steps, states };
  }

  #lastCheckpoint(): TrainingCheckpoint | undefined {
    const steps = [...this.#checkpoints.keys()];
    return steps.length > 0 ? this.#checkpoints.get(Math.max(...steps)) : undefined;
  }
}
