import type { RenderedNodule } from '#worker/protocol';
import type { Place, PlaneName } from './planes.ts';

/** What a page shows of the scan before and without scripts: addresses of its pictures, and the truth. */
export interface ScanPoster {
  slices: Record<PlaneName, string>;
  projection: string;
  place: Place;
  nodules: RenderedNodule[];
}
