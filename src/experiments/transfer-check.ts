import { CONVOLUTION_NAMES } from '#world/style/layers';
import { ExperimentError } from './experiment.ts';
import { OPTIMISERS, type TransferStyleOptions } from './transfer-options.ts';

const SMALLEST = 32;
const LARGEST = 512;
const STYLES = 4;
const CONVOLUTIONS: readonly string[] = CONVOLUTION_NAMES;

/**
 * Refuses options that cannot be painted with, in words for the reader.
 *
 * @throws ExperimentError 'bad-input'
 */
export function checkTransfer(options: TransferStyleOptions): void {
  const { width, height, content, contentLayer, styles, alpha, beta, variation, lambda, start } = options;
  const { network, optimiser, rate, steps, preserveColour, from, margin = 0 } = options;
  // Of a reader's network it is told when it is open.
  const isLayer = (name: string) => typeof network !== 'string' || CONVOLUTIONS.includes(name);
  for (const side of [width, height]) {
    const fits = Number.isInteger(side / 8) && side >= SMALLEST && side <= LARGEST;
    if (!fits)
      fail(`A painted picture has sides of ${SMALLEST} to ${LARGEST} pixels in steps of 8, not ${side}.`);
  }
  if (!(Number.isInteger(margin) && margin >= 0 && margin <= 64)) fail(`${margin} is no margin.`);
  for (const [name, weight] of Object.entries({ α: alpha, β: beta, γ: variation })) {
    if (!isWeight(weight)) fail(`${name} is a weight: a number that is not negative, not ${weight}.`);
  }
  for (const [layer, weight] of Object.entries(lambda)) {
    if (!isLayer(layer)) fail(`The network has no layer named ${layer}.`);
    if (!isWeight(weight)) fail(`λ of ${layer} is a weight: a number that is not negative, not ${weight}.`);
  }
  if (!isLayer(contentLayer)) fail(`The network has no layer named ${contentLayer}.`);
  if (styles.length > STYLES || !styles.every(({ weight }) => isWeight(weight))) {
    fail(`No more than ${STYLES} styles, each with a weight that is not negative.`);
  }
  if (!OPTIMISERS.includes(optimiser)) fail(`There is no optimiser named ${optimiser}.`);
  if (!(rate > 0 && Number.isFinite(rate))) fail(`η is how far a step goes: a number above 0, not ${rate}.`);
  if (!(Number.isInteger(steps) && steps >= 0 && steps <= 100_000)) fail(`${steps} is no number of steps.`);
  if (from && from.step > steps) fail('All steps of this painting are done.');
  const paintsContent = content !== undefined && alpha > 0;
  if (!paintsContent && beta === 0) {
    fail('With α and β both 0 no picture is better than another: raise one of them.');
  }
  if (beta > 0) {
    if (styles.reduce((sum, { weight }) => sum + weight, 0) === 0) {
      fail('The style counts, but no style picture is chosen: choose one, or set β to 0.');
    }
    if (!Object.values(lambda).some((weight) => weight > 0)) {
      fail('No layer is chosen for the style: choose one, or set β to 0.');
    }
  }
  if (preserveColour && !content) fail('There is no content picture whose colours could be kept.');
  if (start.kind === 'content' && !content) fail('There is no content picture to start from.');
  if (start.kind === 'painted' && start.data.length !== width * height * 4) {
    fail('The picture from which painting was to go on has another size.');
  }
  if (start.kind === 'style' && styles.length === 0) fail('There is no style picture to start from.');
}

function isWeight(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}

function fail(message: string): never {
  throw new ExperimentError('bad-input', message);
}
