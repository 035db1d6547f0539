/** A convolution of a network, as its card tells of it. */
export interface CardLayer {
  name: string;
  kernel: number;
  filters: number;
  pool: boolean;
  /** Side of the window that is pooled; 2 where nothing is said. */
  poolSize?: number;
  /** Side of its receptive field, and the distance between those of two neighbours, in pixels, samples or voxels. */
  field: number;
  jump: number;
}

/** What all cards tell. */
interface CardBase {
  seed: number;
  parameters: number;
  /** Bytes of the weights, float32. */
  weightBytes: number;
  layers: CardLayer[];
}

/** Figures of one round through the training pictures, which are altered as they are shown. */
export interface EpochFigures {
  epoch: number;
  loss: number;
  trainAccuracy: number;
  validationLoss: number;
  validationAccuracy: number;
}

/** Of the network that names classes of pictures. */
export interface PictureCard extends CardBase {
  network: 'pictures';
  classes: string[];
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

/** How often Gram matrices tell the style of a painting that nothing was learnt from. */
export interface StyleNaming {
  /** Whose features are compared. */
  name: string;
  paintings: number;
  styles: number;
  /** Paintings to which one in the same style is nearest. */
  right: number;
  share: number;
  /** 95 %, Wilson. */
  interval: { low: number; high: number };
}

/** Of the network whose features style transfer compares: its filters were learnt without labels. */
export interface StyleCard extends CardBase {
  network: 'styles';
  learning: {
    pictures: number;
    /** Pieces that the filters of each layer were learnt from. */
    patches: number;
    rounds: number;
    regulariser: number;
    threshold: number;
  };
  /** On held-out pictures; the means are those before each layer was scaled to 1. */
  layerFigures: { name: string; mean: number; active: number; silent: number }[];
  heldOutPictures: number;
  /** The network itself first, then those that it is compared with. */
  test: StyleNaming[];
}

/** A figure that was measured, with its 95 % interval from people drawn again with replacement. */
export interface MeasuredFigure {
  value: number;
  low: number;
  high: number;
}

/** Figures of the steps since the last look, on altered faces, and of the validation people. */
export interface StepFigures {
  step: number;
  /** Mean triplet loss of the triplets that were chosen. */
  loss: number;
  /** Share of triplets with a loss above 0, where N is drawn at random. */
  activeShare: number;
  validationArea: number;
  validationEqualError: number;
}

/** Both errors at a threshold that was chosen on the validation people. */
export interface ErrorsAt {
  threshold: number;
  falseAccept: MeasuredFigure;
  falseReject: MeasuredFigure;
}

/** Both errors, at the card's one threshold, of those pairs of test faces that a rule picks. */
export interface PairSplit {
  name: string;
  samePairs: number;
  differentPairs: number;
  falseReject: MeasuredFigure;
  falseAccept: MeasuredFigure;
}

/** Both errors, at the card's one threshold, of a group of the test people. */
export interface PeopleSplit extends PairSplit {
  people: number;
  /** Pairs with anybody else; `falseAccept` is of pairs of two people of the group. */
  falseAcceptAnybody: MeasuredFigure;
}

/** Of the network that encodes faces. */
export interface FaceCard extends CardBase {
  network: 'faces';
  /** Numbers in an encoding. */
  encoding: number;
  training: {
    people: number;
    /** Of each person. */
    pictures: number;
    /** So many of them wear a hat that wasn't drawn for them. */
    hats: number;
    validationPeople: number;
    validationPictures: number;
    steps: number;
    /** A batch: people, and pictures of each. */
    batchPeople: number;
    batchPictures: number;
    margin: number;
    rate: number;
    weightDecay: number;
    optimiser: string;
    /** How triplets are chosen. */
    choice: string;
  };
  curve: StepFigures[];
  test: {
    people: number;
    /** Of each person. */
    pictures: number;
    samePairs: number;
    differentPairs: number;
    area: MeasuredFigure;
    equalError: MeasuredFigure;
    /** At the threshold of equal errors on the validation people. */
    errors: ErrorsAt;
    /** Mean of the share of same pairs accepted and of different pairs rejected, at that threshold. */
    accuracy: MeasuredFigure;
    /** At the thresholds for one false accept in 100 and in 1,000 of the validation people. */
    onePercent: ErrorsAt;
    onePerMille: ErrorsAt;
    /** From strict to lenient, thinned. */
    roc: { threshold: number; falseAccept: number; falseReject: number }[];
    conditions: { condition: string; splits: PairSplit[] }[];
    skinTones: PeopleSplit[];
    ages: PeopleSplit[];
  };
}

/** The steps since the last look, and the validation scans. */
export interface ScanLook {
  step: number;
  loss: number;
  /** Share of the validation scans' nodules that are found at one false alarm a scan. */
  sensitivity: number;
}

/** The share of nodules found at a rate of false alarms, with its 95 % interval from scans drawn again. */
export interface FrocCardPoint {
  /** A scan. */
  falseAlarms: number;
  /** The least logit of a candidate that counts. */
  threshold: number;
  sensitivity: number;
  low: number;
  high: number;
}

/** How a reader of scans does on held-out ones. */
export interface ScanReadings {
  points: FrocCardPoint[];
  /** The whole curve, thinned. */
  curve: { falseAlarms: number; sensitivity: number }[];
  /** Area under the ROC curve of single voxels. */
  area: MeasuredFigure;
}

/** Some of the nodules, and how many of them are found, with the 95 % interval of their share (Wilson). */
export interface NoduleSplit {
  name: string;
  nodules: number;
  found: number;
  share: number;
  low: number;
  high: number;
}

/** Of a network that finds nodules in scans. */
export interface ScanCard extends CardBase {
  network: 'scans-2d' | 'scans-3d';
  /** 2: it reads axial slices one by one. */
  dimensions: 2 | 3;
  training: {
    scans: number;
    /** Validation scans that were looked at on the way. */
    watched: number;
    steps: number;
    /** Crops a step, and the side of one in voxels. */
    batch: number;
    crop: number;
    rate: number;
    weightDecay: number;
    optimiser: string;
    /** How much an error in a vessel and in a nodule counts; elsewhere 1. */
    vesselWeight: number;
    noduleWeight: number;
  };
  curve: ScanLook[];
  froc: ScanReadings & {
    scans: number;
    nodules: number;
    /** What the false alarms are, at one a scan. */
    alarms: { name: string; count: number }[];
    /** Nodules found at one false alarm a scan, by their radius in voxels, and by where they are. */
    byRadius: NoduleSplit[];
    byPlace: NoduleSplit[];
  };
  /** The same answers after a rule made by hand; of the flat network. */
  variants?: (ScanReadings & { name: 'smoothed' | 'lessAway' })[];
  /** How much more of the nodules the deep network finds, at equal rates, in the same scans; of the deep network. */
  more?: { name: 'flat' | 'smoothed' | 'lessAway'; points: (MeasuredFigure & { falseAlarms: number })[] }[];
}

/** A share that was measured, with its 95 % interval (Wilson). */
export interface ShareFigure {
  share: number;
  low: number;
  high: number;
}

/** Of the network that names the rhythm of a heart. */
export interface HeartbeatCard extends CardBase {
  network: 'heartbeats';
  /** Of its input: samples a second, and how many. */
  sampleRate: number;
  samples: number;
  /** The rhythms, as titles. */
  classes: string[];
  training: {
    signals: number;
    validationSignals: number;
    epochs: number;
    batch: number;
    rate: number;
    weightDecay: number;
    optimiser: string;
  };
  curve: EpochFigures[];
  test: {
    signals: number;
    correct: number;
    accuracy: number;
    /** 95 %, Wilson. */
    interval: { low: number; high: number };
    loss: number;
    /** Rows: true rhythm; columns: the network's answer. */
    confusion: number[][];
    perClass: { name: string; title: string; signals: number; recall: ShareFigure; precision: number }[];
    /** The same signals, all with noise of the same standard deviation (`level`, in millivolt). */
    noise: (ShareFigure & { level: number })[];
  };
  /** Test signals named rightly by a softmax layer on the means over time of one layer's filters. */
  probes: (ShareFigure & { layer: string })[];
  /** Signals named rightly by their nearest neighbours in training, from the true moments of the beats alone. */
  beatTimes: { rate: ShareFigure; rateAndSpread: ShareFigure };
}

/** What the heartbeat network says of test hearts of a rhythm when one thing about them is changed. */
export interface HeartbeatChange {
  name: string;
  rhythm: string;
  /** The factors of the heart that are set, and what to. */
  change: Record<string, number>;
  signals: number;
  /** How often it answered each rhythm. */
  answers: number[];
  /** Answers with the rhythm that the heart has, and the commonest answer. */
  own: ShareFigure;
  most: ShareFigure & { rhythm: string };
}

/** public/models/<network>/card.json: what a training script tells of its network. */
export type ModelCard = PictureCard | FaceCard | StyleCard | ScanCard | HeartbeatCard;

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
