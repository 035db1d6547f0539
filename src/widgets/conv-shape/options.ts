import { FRAMEWORKS } from '#math/convolution/code';
import { networkFromLink, networkToLink } from '#math/convolution/link';
import { PRESETS } from '#math/convolution/presets';
import { choice, integer, type OptionSpec, type OptionsFrom, seed } from '#site/view-options';
import { DEFAULT_NUMBERS, editsOf, editsText, INPUTS, WEIGHTS } from './drawing/numbers.ts';
import { placeOf, placeText } from './drawing/place.ts';

/** What the code panel shows. */
const CODES = ['none', ...FRAMEWORKS] as const;
export type CodeChoice = (typeof CODES)[number];

export const WIDGET = 'conv-shape';

const MOST = 1_000_000_000;

/** A text that reads as something else whatever it says; '' stays ''. */
function written(read: (text: string) => string): OptionSpec<string> {
  const legal = (text: string) => (text === '' ? '' : read(text));
  return { fallback: '', parse: legal, nearest: legal, format: (text) => text };
}

/** An index from 0; the state brings it into what the layer has. */
const index = () => integer(0, { min: 0, max: MOST });

export const SPECS = {
  preset: choice(
    'picture',
    PRESETS.map(({ id }) => id),
  ),
  /** A reader's own network as #math/convolution/link writes it; '' is the preset's. */
  network: written((text) => networkToLink(networkFromLink(text))),
  layer: index(),
  view: choice('blocks', ['blocks', 'numbers']),
  /** Output cell that the window belongs to: '3.4'. */
  at: written((text) => placeText(placeOf(text))),
  filter: index(),
  channel: index(),
  input: choice(
    DEFAULT_NUMBERS.input,
    INPUTS.map(({ value }) => value),
  ),
  weights: choice(
    DEFAULT_NUMBERS.weights,
    WEIGHTS.map(({ value }) => value),
  ),
  seed: seed(DEFAULT_NUMBERS.seed),
  /** Numbers that the reader changed: 'i3.4.0=5;w0.1.0.2=-1'. */
  edits: written((text) => editsText(editsOf(text))),
  /** Which program is shown; 'none' while the code is folded away. */
  code: choice('none', CODES),
};

export type ConvShapeOptions = OptionsFrom<typeof SPECS>;
