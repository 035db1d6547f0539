import { FeatureNetwork } from '#models/feature-network';
import type { ExperimentContext } from './experiment.ts';
import { type NetworkName, siteNetwork } from './networks.ts';

/** The features in which style and content are measured everywhere on the site. */
export async function styleFeatures(name: NetworkName, context: ExperimentContext): Promise<FeatureNetwork> {
  return FeatureNetwork.of(await siteNetwork(name, context));
}
