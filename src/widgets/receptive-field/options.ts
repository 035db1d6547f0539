import { choice, flag, integer, type OptionSpec, type OptionsFrom } from '#site/view-options';
import { PICTURE_NETWORK, PICTURE_SIDE, readNetwork, writeNetwork } from './network.ts';

export const WIDGET = 'receptive-field';

const UNCHANGED = writeNetwork(PICTURE_NETWORK);

const network: OptionSpec<string> = {
  fallback: UNCHANGED,
  parse: (text) => writeNetwork(readNetwork(text)),
  nearest: (text) => writeNetwork(readNetwork(text)),
  format: (text) => text,
};

/** `row` and `column` are brought into the layer's map by the state, since its size depends on the network. */
export const SPECS = {
  layer: choice(
    'conv5',
    PICTURE_NETWORK.map(({ name }) => name),
  ),
  row: integer(3, { min: 0, max: PICTURE_SIDE - 1 }),
  column: integer(4, { min: 0, max: PICTURE_SIDE - 1 }),
  network,
  /** Draw the picture's own pixels instead of the same scene rendered larger. */
  pixels: flag(false),
};

export type ReceptiveFieldOptions = OptionsFrom<typeof SPECS>;
