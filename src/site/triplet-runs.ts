import {
  type PackedRecord,
  type TrainingRecord,
  type TrainingSettings,
  unpackRecord,
} from '#math/training-record';
import type { RunSummary, SeedsSummary } from '#math/training-summary';
import type { TripletChoice } from '#math/triplet-selection';
import { loadAsset } from './asset.ts';

const FOLDER = 'data/faces-play';

export const TRIPLET_CHOICES = [
  'semi-hard',
  'random',
  'unsatisfied',
  'hardest',
] as const satisfies TripletChoice[];

/** A run of training as the figure begins with it. */
export const DEFAULT_RUN: TrainingSettings = {
  seed: 1,
  choice: 'semi-hard',
  margin: 0.2,
  unit: true,
  people: 16,
  pictures: 4,
  rate: 0.002,
  steps: 300,
};

/** The runs of which the site has a record. */
export const RECORDED: readonly TrainingSettings[] = [
  DEFAULT_RUN,
  { ...DEFAULT_RUN, choice: 'random' },
  { ...DEFAULT_RUN, choice: 'random', margin: 0 },
  { ...DEFAULT_RUN, choice: 'hardest' },
];

/** What is measured from many seeds. */
export function measuredSettings(seed: number): TrainingSettings[] {
  return [0.2, 0].flatMap((margin) =>
    TRIPLET_CHOICES.map((choice) => ({ ...DEFAULT_RUN, seed, choice, margin })),
  );
}

/** The file of a record, in data/faces-play. */
export function recordName({ choice, margin }: TrainingSettings): string {
  return `run-${choice}-${margin}.json`;
}

/** What `measured.json` holds: every choice and margin, and each of its runs. */
export interface MeasuredTraining {
  seeds: number;
  groups: ({ choice: TripletChoice; margin: number } & SeedsSummary)[];
  runs: (TrainingSettings & RunSummary)[];
}

/**
 * Fetches the record of one of the `RECORDED` runs.
 *
 * @throws AssetError; RangeError when the file is another than it should be
 */
export async function loadRecord(
  settings: TrainingSettings,
  fetching: { signal?: AbortSignal } = {},
): Promise<TrainingRecord> {
  const bytes = await loadAsset(`${FOLDER}/${recordName(settings)}`, fetching);
  return unpackRecord(JSON.parse(new TextDecoder().decode(bytes)) as PackedRecord);
}

/** Fetches what ten seeds gave. */
export async function loadMeasured(fetching: { signal?: AbortSignal } = {}): Promise<MeasuredTraining> {
  const bytes = await loadAsset(`${FOLDER}/measured.json`, fetching);
  return JSON.parse(new TextDecoder().decode(bytes)) as MeasuredTraining;
}
