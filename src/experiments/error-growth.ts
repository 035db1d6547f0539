import { type GalleryDistances, galleryDistances } from '#math/gallery-distances';
import type { Experiment } from './experiment.ts';
import { shippedEncodings } from './face-sets.ts';

export type { GalleryDistances } from '#math/gallery-distances';

export type ErrorGrowthOptions = Record<string, never>;

export interface ErrorGrowthResult extends GalleryDistances {
  /** Of the network that made the encodings. */
  version: string;
}

/** Compares the shipped probes with everybody in the shipped gallery; see `galleryDistances`. */
export const run: Experiment<ErrorGrowthOptions, undefined, ErrorGrowthResult> = async function* (
  _,
  context,
) {
  const [gallery, test] = await Promise.all([
    shippedEncodings('gallery', context),
    shippedEncodings('test', context),
  ]);
  const steps = galleryDistances(gallery, test);
  for (;;) {
    const step = steps.next();
    if (step.done) return { ...step.value, version: gallery.version };
    context.signal.throwIfAborted();
    yield { ...step.value, what: 'people compared with the gallery' };
  }
};
