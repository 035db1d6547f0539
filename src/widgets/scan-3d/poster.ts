import type { RenderedNodule } from '#worker/protocol';
import type { Tally } from './findings.ts';
import type { Dimension } from './networks.ts';
import type { Place, PlaneName } from './planes.ts';

/** What both networks answer to the first view, as scripts/measure-scan-figure.ts found it. */
export interface PosterAnswers {
  tallies: Record<Dimension, Tally>;
  /** Where the answers are above the thresholds in the slices that are shown, as SVG paths. */
  outlines: Record<PlaneName, Record<Dimension, string>>;
}

/** What a page shows of the scan before and without scripts: addresses of its pictures, the truth, the answers. */
export interface ScanPoster {
  slices: Record<PlaneName, string>;
  projection: string;
  place: Place;
  nodules: RenderedNodule[];
  /** Null when the view is not the one that they were found for. */
  answers: PosterAnswers | null;
}
