import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import { defaultOptions } from '#site/view-options';
import type { Client } from '#worker/client';
import type { RenderScanOptions } from '#worker/protocol';
import { candidatesOf } from './candidates.ts';
import { FilterBank } from './filter-bank.svelte.ts';
import { type Candidate, countFound, type Tally, tallyOf } from './findings.ts';
import { DIMENSIONS, type Dimension, type OperatingPoints, pointAt } from './networks.ts';
import { type ScanOptions, SPECS } from './options.ts';
import type { Overlay } from './overlays.ts';
import { AXIS_OPTIONS, type Place } from './planes.ts';
import { MOST_DEPTH, type ProbeCurves, probeCurves } from './probe-figures.ts';
import { Readings } from './readings.svelte.ts';
import { SIZE, scanOverrides, usualPlace } from './scan-options.ts';

type PerNetwork<T> = Record<Dimension, T>;

export class ScanState {
  options = $state.raw<ScanOptions>(defaultOptions(SPECS));
  readonly scan: Readings;
  readonly probe: Readings;
  readonly filters: FilterBank;

  readonly drawing = $derived.by(() => this.scan.drawn?.drawing ?? null);
  readonly nodules = $derived.by(() => this.drawing?.nodules ?? []);
  readonly thresholds = $derived.by<PerNetwork<number>>(() => ({
    '2d': pointAt(this.#points['2d'], this.options.rate)?.threshold ?? 0,
    '3d': pointAt(this.#points['3d'], this.options.rate)?.threshold ?? 0,
  }));
  /** Peaks of the answers, whatever the threshold. */
  readonly candidates = $derived.by<PerNetwork<Candidate[] | null>>(() => {
    const of = (dimension: Dimension) => {
      const logits = this.scan.answers[dimension]?.[0];
      return logits ? candidatesOf(logits, SIZE, this.nodules) : null;
    };
    return { '2d': of('2d'), '3d': of('3d') };
  });
  readonly tallies = $derived.by<PerNetwork<Tally | null>>(() => {
    const of = (dimension: Dimension) => {
      const candidates = this.candidates[dimension];
      return candidates && tallyOf(candidates, this.nodules.length, this.thresholds[dimension]);
    };
    return { '2d': of('2d'), '3d': of('3d') };
  });
  /** What both networks answer to the probe at each depth. */
  readonly curves = $derived.by<PerNetwork<ProbeCurves | null>>(() => {
    const size = this.probe.drawn?.drawing.volumes[0]?.size;
    const of = (dimension: Dimension) => {
      const answers = this.probe.answers[dimension];
      return answers && size ? probeCurves(answers, size) : null;
    };
    return { '2d': of('2d'), '3d': of('3d') };
  });
  /** Networks whose answers lie over the scan. */
  readonly shown = $derived.by(() => {
    const { answer } = this.options;
    return DIMENSIONS.filter((dimension) => answer === 'both' || answer === dimension);
  });
  readonly overlays = $derived.by(() =>
    this.shown.flatMap((dimension): Overlay[] => {
      const logits = this.scan.answers[dimension]?.[0];
      return logits ? [{ dimension, logits, threshold: this.thresholds[dimension] }] : [];
    }),
  );
  readonly place = $derived.by<Place>(() => usualPlace(this.options, this.nodules));
  readonly scanWanted = $derived.by<RenderScanOptions>(() => {
    return { kind: 'scan', seed: this.options.seed, overrides: scanOverrides(this.options) };
  });
  readonly probeWanted = $derived.by<RenderScanOptions>(() => {
    const { size, tilt, noise, seed } = this.options;
    return { kind: 'probe', radius: size, tilt, noise, seed };
  });
  readonly #points: OperatingPoints;

  constructor(client: Client, points: OperatingPoints) {
    this.#points = points;
    this.scan = new Readings(client);
    this.probe = new Readings(client);
    this.filters = new FilterBank(client);
  }

  request(request: Options): void {
    const next = applyRequest(SPECS, this.options, request);
    const moved = next.seed !== this.options.seed || next.nodules === 0;
    // A place means nothing in another scan.
    if (moved) for (const name of AXIS_OPTIONS) if (request[name] === undefined) next[name] = -1;
    this.options = next;
  }

  moveTo([z, y, x]: Place): void {
    this.request({ z: Math.round(z), y: Math.round(y), x: Math.round(x) });
  }

  /** What the view that is open needs from the worker. Called whenever a wish may have changed. */
  refresh(): void {
    const { view } = this.options;
    if (view === 'scan') this.scan.want(this.scanWanted);
    else if (view === 'probe') this.probe.want(this.probeWanted);
    else void this.filters.load();
  }

  retry(): void {
    const { view } = this.options;
    if (view === 'scan') this.scan.retry(this.scanWanted);
    else if (view === 'probe') this.probe.retry(this.probeWanted);
    else void this.filters.load();
  }

  stop(): void {
    this.scan.stop();
    this.probe.stop();
  }

  /** The numbers for live formulas and prose. */
  announced(): Record<string, string | number> {
    const values: Record<string, string | number> = {
      nodules: this.nodules.length,
      depth: this.options.depth,
    };
    for (const dimension of DIMENSIONS) {
      const curves = this.curves[dimension];
      const at = this.options.depth + MOST_DEPTH;
      if (curves) {
        values[`ball-${dimension}`] = curves.ball[at]!;
        values[`tube-${dimension}`] = curves.tube[at]!;
      }
      const tally = this.tallies[dimension];
      values[`threshold-${dimension}`] = this.thresholds[dimension];
      if (!tally) continue;
      values[`found-${dimension}`] = countFound(tally);
      values[`false-${dimension}`] = tally.alarms.length;
    }
    return values;
  }
}
