import { type EncodingSet, encodingAt } from '#math/encoding-set';
import { enrolled, type GalleryDistances } from '#math/gallery-distances';
import { acceptedCounts, acceptRate, falseAcceptGrowth, sortedDistances } from '#math/identification-errors';
import { squaredDistance } from '#math/triplet';
import { loadEncodings } from '#site/face-encodings';
import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import { defaultOptions } from '#site/view-options';
import { type FrameError, frameError } from '#widgets/shared/frame-error';
import { type Client, isAbort, latest } from '#worker/client';
import { acceptAt, answersAt, drawnOrder, type Measurement, measure, pointsAt, withMore } from './measure.ts';
import { type ErrorGrowthWidgetOptions, RATES, SPECS } from './options.ts';

/** Identity seeds of strangers who are in no set of the site. */
const FRESH_FIRST = 4_800_000;
export const FRESH_PEOPLE = 24;

/** A person of the gallery whom the stranger at the door is taken for. */
export interface Accept {
  /** Place in the gallery. */
  person: number;
  distance: number;
}

interface Loaded {
  gallery: EncodingSet;
  test: EncodingSet;
  distances: GalleryDistances;
}

/** What was measured while the page was built, for one p. */
export interface Summary {
  p: number;
  measurement: Measurement;
}

export class ErrorGrowthState {
  options = $state.raw<ErrorGrowthWidgetOptions>(defaultOptions(SPECS));
  loaded = $state.raw<Loaded | null>(null);
  problem = $state.raw<FrameError | null>(null);
  running = $state.raw<{ done: number; total: number; what: string } | null>(null);
  /** Strangers encoded here, in the page: sorted rows, as many probes each as the shipped ones have. */
  fresh = $state.raw<Float32Array | null>(null);
  freshPeople = $state(0);
  /** The reader has cancelled. */
  stopped = $state(false);
  #summary = $state.raw<Summary | null>(null);

  readonly #client: Client;
  readonly #measuring: ReturnType<typeof latest>;
  readonly #encoding: ReturnType<typeof latest>;

  constructor(client: Client, summary: Summary | null) {
    this.#client = client;
    this.#measuring = latest(client);
    this.#encoding = latest(client);
    this.#summary = summary;
  }

  readonly distances = $derived.by((): GalleryDistances | null => {
    if (!this.loaded) return null;
    return this.fresh ? withMore(this.loaded.distances, this.fresh) : this.loaded.distances;
  });
  readonly accepted = $derived(this.distances && acceptAt(this.distances, this.options.p));
  readonly measurement = $derived.by((): Measurement | null => {
    if (this.distances && this.accepted) return measure(this.distances, this.accepted);
    return this.#summary && this.#summary.p === this.options.p ? this.#summary.measurement : null;
  });
  /** How large the gallery is, and so how far anything can be measured. */
  readonly people = $derived(this.distances?.gallery ?? this.#summary?.measurement.points.at(-1)?.k ?? 300);
  readonly formula = $derived(falseAcceptGrowth(this.options.p, this.options.k));
  /** The measured share at K; null beyond the gallery, or before it is known. */
  readonly measured = $derived.by(() => {
    const { k } = this.options;
    const shown = this.measurement?.points.find((point) => point.k === k);
    if (shown) return shown;
    if (!this.distances || !this.accepted || k > this.people) return null;
    return pointsAt(this.distances, this.accepted.counts, [k])[0]!;
  });
  /** The same of the strangers encoded here alone. */
  readonly measuredHere = $derived.by(() => {
    if (!this.loaded || !this.fresh || !this.accepted || this.options.k > this.people) return null;
    const { gallery, strangers } = this.loaded.distances;
    const here = {
      ...this.loaded.distances,
      strangers: { ...strangers, people: this.freshPeople, sorted: this.fresh },
    };
    const counts = acceptedCounts(this.fresh, gallery, this.accepted.threshold);
    return pointsAt(here, counts, [this.options.k])[0]!;
  });
  readonly answers = $derived(
    this.distances && this.accepted
      ? answersAt(this.distances, this.accepted.threshold, this.options.k)
      : null,
  );
  readonly #shipped = $derived(this.loaded?.distances.strangers ?? null);
  /** Thresholds that the rates p within their range belong to. */
  readonly thresholds = $derived.by(() => {
    if (!this.distances) return null;
    return {
      min: acceptAt(this.distances, RATES.min).threshold,
      max: acceptAt(this.distances, RATES.max).threshold,
    };
  });

  /** The stranger's picture at the door: identity seed and number of the picture. */
  readonly stranger = $derived.by(() => {
    if (!this.loaded || !this.#shipped) return null;
    const { people, probesEach } = this.#shipped;
    const probe = Math.min(this.options.stranger, people * probesEach - 1);
    const person = Math.floor(probe / probesEach);
    const picture = 1 + (probe % probesEach);
    return { probe, person, picture, identity: this.loaded.test.first + person };
  });
  /** The K people of this draw, as places in the gallery. */
  readonly inside = $derived(
    this.loaded
      ? drawnOrder(this.loaded.gallery.people, this.options.draw).subarray(0, this.options.k)
      : new Uint16Array(0),
  );
  readonly #strangerDistances = $derived.by(() => {
    if (!this.loaded || !this.stranger) return new Float32Array(0);
    const { gallery, test } = this.loaded;
    const probe = encodingAt(test, this.stranger.person, this.stranger.picture);
    return Float32Array.from({ length: gallery.people }, (_, person) =>
      squaredDistance(probe, encodingAt(gallery, person, 0)),
    );
  });
  /** Whom of them the stranger is taken for, the nearest first. */
  readonly accepts = $derived.by((): Accept[] => {
    if (!this.accepted) return [];
    const near: Accept[] = [];
    for (const person of this.inside) {
      const distance = this.#strangerDistances[person]!;
      if (distance <= this.accepted.threshold) near.push({ person, distance });
    }
    return near.sort((a, b) => a.distance - b.distance);
  });

  request(request: Options): void {
    this.options = applyRequest(SPECS, this.options, request);
  }

  /** Moves the threshold; p follows by what is measured there. */
  setThreshold(threshold: number): void {
    if (!this.distances) return;
    const { gallery, strangers } = this.distances;
    const p = acceptRate(acceptedCounts(strangers.sorted, gallery, threshold), gallery);
    this.request({ p: Number(p.toPrecision(3)) });
  }

  /** Another stranger, of an ordinary kind or one whom many are taken for. */
  another(kind: 'any' | 'mistaken'): void {
    const { accepted, stranger } = this;
    if (!accepted || !stranger || !this.#shipped) return;
    const shipped = accepted.counts.subarray(0, this.#shipped.people * this.#shipped.probesEach);
    const least =
      kind === 'any' ? 0 : Math.max(1, Float32Array.from(shipped).sort()[Math.floor(shipped.length * 0.95)]!);
    // A stride without a common divisor visits every picture, and seldom the same person twice in a row.
    for (let step = 1; step <= shipped.length; step++) {
      const probe = (stranger.probe + step * 1_009) % shipped.length;
      if (shipped[probe]! < least) continue;
      this.request({ stranger: probe });
      return;
    }
  }

  async load(): Promise<void> {
    this.problem = null;
    this.stopped = false;
    this.running = { done: 0, total: 0, what: 'people compared with the gallery' };
    try {
      const [gallery, test, distances] = await Promise.all([
        loadEncodings('gallery'),
        loadEncodings('test'),
        this.#measuring.run('error-growth', {}, { onProgress: (progress) => this.#report(progress) }),
      ]);
      this.loaded = { gallery, test, distances };
    } catch (error) {
      if (!isAbort(error)) this.problem = frameError(error);
    } finally {
      this.running = null;
    }
  }

  /** Renders and encodes strangers whom nobody has seen yet, and adds them to what is measured. */
  async encodeMore(): Promise<void> {
    if (!this.loaded || this.running) return;
    this.problem = null;
    this.stopped = false;
    const { gallery, distances } = this.loaded;
    const { probesEach } = distances.strangers;
    const first = FRESH_FIRST + this.freshPeople;
    const faces = Array.from({ length: FRESH_PEOPLE * probesEach }, (_, i) => ({
      kind: 'face' as const,
      identity: first + Math.floor(i / probesEach),
      conditions: 1 + (i % probesEach),
    }));
    const everybody = enrolled(gallery);
    const rows = new Float32Array(faces.length * gallery.people);
    this.running = { done: 0, total: faces.length, what: 'faces encoded' };
    try {
      const { version } = await this.#encoding.run(
        'encode-faces',
        { faces },
        {
          onProgress: (progress) => {
            this.#report(progress);
            if (!progress.partial) return;
            const { index, encoding } = progress.partial;
            rows.set(sortedDistances(encoding, everybody, gallery.size), index * gallery.people);
          },
        },
      );
      if (version !== gallery.version) throw new VersionError();
      const before = this.fresh ?? new Float32Array(0);
      const all = new Float32Array(before.length + rows.length);
      all.set(before);
      all.set(rows, before.length);
      this.fresh = all;
      this.freshPeople += FRESH_PEOPLE;
    } catch (error) {
      if (!isAbort(error)) this.problem = error instanceof VersionError ? error.words : frameError(error);
    } finally {
      this.running = null;
    }
  }

  /** After an error. */
  retry(): void {
    this.problem = null;
    if (!this.loaded) void this.load();
    else void this.encodeMore();
  }

  cancel(): void {
    this.stop();
    this.stopped = true;
  }

  stop(): void {
    this.#encoding.cancel();
    this.#measuring.cancel();
  }

  get client(): Client {
    return this.#client;
  }

  #report({ done, total, what }: { done: number; total: number; what: string }): void {
    this.running = { done, total, what };
  }
}

/** The shipped encodings are of another network than the one that answers. */
class VersionError extends Error {
  readonly words: FrameError = {
    message: 'The shipped encodings were made by another version of the network.',
    advice: 'Reload the page; if that does not help, this copy of the site is incomplete.',
    retry: true,
  };
}
