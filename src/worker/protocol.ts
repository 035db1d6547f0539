import type { Experiment, ExperimentErrorCode, Progress } from '#experiments/experiment';
import type { registry } from './registry.ts';

export type { ExperimentErrorCode, Pixels, Progress } from '#experiments/experiment';
export type {
  RenderedScene,
  RenderScenesOptions,
  RenderScenesResult,
  SceneItem,
} from '#experiments/render-scenes';

type Registry = typeof registry;
type RunOf<N extends ExperimentName> = Awaited<ReturnType<Registry[N]['load']>>['run'];

export type ExperimentName = keyof Registry;
export type OptionsOf<N extends ExperimentName> = Parameters<RunOf<N>>[0];
export type PartialOf<N extends ExperimentName> =
  RunOf<N> extends Experiment<infer _O, infer P, infer _R> ? P : never;
export type ResultOf<N extends ExperimentName> =
  RunOf<N> extends Experiment<infer _O, infer _P, infer R> ? R : never;

/** In the order in which they are tried. */
export const BACKENDS = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type BackendName = (typeof BACKENDS)[number];

/** What a run of the worker comes to. Errors travel as data, since a thrown error loses its fields on the way. */
export type Outcome<R> =
  | { kind: 'done'; result: R }
  | { kind: 'aborted' }
  | { kind: 'lost'; backend: BackendName }
  | { kind: 'error'; code: ExperimentErrorCode; message: string; retry: boolean };

/** The worker's settings: the backend that the page's link forces, and those which were lost before. */
export interface WorkerSettings {
  forced: BackendName | null;
  avoid: BackendName[];
}

/** What the worker exposes to its client through Comlink. */
export interface WorkerApi {
  start(settings: WorkerSettings, onBackend: (backend: BackendName) => void, lockName: string): void;
  run<N extends ExperimentName>(
    id: number,
    name: N,
    options: OptionsOf<N>,
    onProgress: (progress: Progress<PartialOf<N>>) => void,
  ): Promise<Outcome<ResultOf<N>>>;
  cancel(id: number): void;
  ping(): void;
}
