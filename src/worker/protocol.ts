import type { Experiment, ExperimentErrorCode, Progress } from '#experiments/experiment';
import type { registry } from './registry.ts';

export type { ActivationMapOptions, ActivationMapPartial } from '#experiments/activation-map';
export type {
  ComparedPicture,
  CompareLayersOptions,
  CompareLayersResult,
} from '#experiments/compare-layers';
export type { CropItem, CropPicturesResult, CroppedPicture } from '#experiments/crop-pictures';
export type {
  DissectUnitOptions,
  DissectUnitPartial,
  DissectUnitResult,
  Measured,
  MeasuredConcept,
  ShownPicture,
} from '#experiments/dissect-unit';
export type {
  DrawHeartbeatsOptions,
  DrawHeartbeatsResult,
  DrawnHeartbeat,
  HeartbeatItem,
} from '#experiments/draw-heartbeats';
export type { EncodedFace, EncodeFacesOptions, EncodeFacesResult } from '#experiments/encode-faces';
export type { ErrorGrowthOptions, ErrorGrowthResult } from '#experiments/error-growth';
export type { ExperimentErrorCode, Pixels, Progress, WantedPixels } from '#experiments/experiment';
export type { FaceInput } from '#experiments/face-input';
export type { FaceView } from '#experiments/face-view';
export type { GramMatrixOptions, GramMatrixResult } from '#experiments/gram-matrix';
export type {
  GramShuffleOptions,
  GramShufflePartial,
  GramShuffleResult,
  ShuffleLayer,
  ShuffleStep,
} from '#experiments/gram-shuffle';
export type { OwnBatch } from '#experiments/mine-files';
export type { MinePatchesOptions, MinePatchesPartial, MinePatchesResult } from '#experiments/mine-patches';
export type { NetworkName, NetworkSource, OwnNetwork } from '#experiments/networks';
export type {
  InspectedLayer,
  Inspection,
  OpenedOwnNetwork,
  OpenNetworkOptions,
} from '#experiments/open-network';
export type { UnreadFile } from '#experiments/own-pictures';
export type { PaintingInput } from '#experiments/painting-input';
export type { PictureInput } from '#experiments/picture-input';
export type {
  HeartbeatLayer,
  ReadHeartbeatOptions,
  ReadHeartbeatResult,
} from '#experiments/read-heartbeat';
export type { ReadScanOptions, ReadScanResult } from '#experiments/read-scan';
export type {
  FaceItem,
  RenderedFace,
  RenderFacesOptions,
  RenderFacesResult,
} from '#experiments/render-faces';
export type {
  RenderedPainting,
  RenderPaintingsOptions,
  RenderPaintingsResult,
} from '#experiments/render-paintings';
export type {
  RenderedNodule,
  RenderedVolume,
  RenderScanOptions,
  RenderScanResult,
} from '#experiments/render-scan';
export type {
  RenderedScene,
  RenderScenesOptions,
  RenderScenesResult,
  SceneItem,
} from '#experiments/render-scenes';
export type { FirstFilters, ScanFiltersOptions } from '#experiments/scan-filters';
export type {
  FilterChange,
  SiameseForwardOptions,
  SiameseForwardResult,
  TowerMaps,
  TowerWeights,
} from '#experiments/siamese-forward';
export type {
  EncodingForm,
  HeadName,
  TrainedHead,
  TrainHeadsOptions,
  TrainHeadsResult,
} from '#experiments/train-heads';
export type {
  SoftmaxFeatures,
  TrainSoftmaxOptions,
  TrainSoftmaxPartial,
  TrainSoftmaxResult,
} from '#experiments/train-softmax';
export type {
  StepDetail,
  StepFigures,
  TrainingCheckpoint,
  TrainingState,
  TrainTripletsOptions,
  TrainTripletsPartial,
  TrainTripletsResult,
} from '#experiments/train-triplets';
export type {
  LiveTransferOptions,
  OptimiserName,
  TransferCheckpoint,
  TransferLosses,
  TransferStart,
  TransferStep,
  TransferStyleInput,
  TransferStyleOptions,
  TransferStylePartial,
  TransferStyleResult,
} from '#experiments/transfer-style';
export type { TuneUnitOptions, TuneUnitPartial, TuneUnitResult } from '#experiments/tune-unit';
export type { Preprocessing } from '#models/picture-form';

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

/** `forced` by the page's link; `lost` since the page was opened. */
export interface WorkerSettings {
  forced: BackendName | null;
  lost: BackendName[];
}

/** What became of a run. Errors travel as data, since a thrown error loses its fields on the way. */
export type Outcome =
  | { kind: 'done'; result: unknown }
  | { kind: 'aborted' }
  | { kind: 'lost' }
  | { kind: 'error'; code: ExperimentErrorCode; message: string; retry: boolean };

/** What the worker says of its own accord. After `lost` it is of no more use: the client starts another. */
export type WorkerEvent =
  | { kind: 'backend'; backend: BackendName }
  | { kind: 'lost'; backend: BackendName }
  | { kind: 'progress'; id: number; progress: Progress<unknown> };

/** What the worker exposes to its client through Comlink. */
export interface WorkerApi {
  /** Called once, first. Resolves when the worker holds the lock that is released when it dies. */
  start(settings: WorkerSettings, lock: string, onEvent: (event: WorkerEvent) => void): Promise<void>;
  run(id: number, name: ExperimentName, options: unknown): Promise<Outcome>;
  cancel(id: number): void;
  /** Answers as soon as the worker is free: how many tensors are alive in it. */
  ping(): Promise<{ tensors: number }>;
}
