/** Figures of one round through the training pictures, which are altered as they are shown. */
export interface EpochFigures {
  epoch: number;
  loss: number;
  trainAccuracy: number;
  validationLoss: number;
  validationAccuracy: number;
}

/** public/models/<network>/card.json: what a training script tells of its network. */
export interface ModelCard {
  network: string;
  seed: number;
  parameters: number;
  /** Bytes of the weights, float32. */
  weightBytes: number;
  classes: string[];
  layers: { name: string; kernel: number; filters: number; pool: boolean; field: number; jump: number }[];
  training: {
    pictures: number;
    validationPictures: number;
    epochs: number;
    batch: number;
    rate: number;
    weightDecay: number;
    optimiser: string;
  };
  curve: EpochFigures[];
  test: {
    pictures: number;
    correct: number;
    accuracy: number;
    /** 95 %, Wilson. */
    interval: { low: number; high: number };
    loss: number;
    /** Rows: true class; columns: the network's answer. */
    confusion: number[][];
    perClass: { name: string; pictures: number; recall: number; precision: number }[];
  };
}

/** 0.9731 as '97.3 %'. */
export function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)}\u00a0%`;
}

/** 123456 as '123,456'. */
export function count(value: number): string {
  return value.toLocaleString('en-GB');
}

/** Bytes as kilobytes or megabytes, of 1,000 and 1,000,000. */
export function bytes(value: number): string {
  return value < 1e6 ? `${Math.round(value / 1e3)}\u00a0kB` : `${(value / 1e6).toFixed(2)}\u00a0MB`;
}
