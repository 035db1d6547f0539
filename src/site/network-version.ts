import { assetSum } from './asset.ts';

const DIGITS = 12;

/**
 * Which version of a network the site has: the first 12 hexadecimal digits of its weights' sha256. Two networks with the
 * same version give the same answers, so what one has encoded the other need not encode again.
 *
 * @param network a folder below public/models, e.g. 'faces'
 * @throws AssetError when its manifest.json is missing or damaged
 */
export async function networkVersion(network: string): Promise<string> {
  return (await assetSum(`models/${network}/weights.bin`)).slice(0, DIGITS);
}
