import type { HairStyle, Identity } from './identity.ts';
import { SKIN_TONE_NAMES, skinToneGroup } from './identity.ts';

const STYLE_WORDS: Record<HairStyle, (colour: string) => string> = {
  shaved: () => 'a shaved head',
  'fringe of hair': (colour) => `${colour} hair at the sides only`,
  'buzz cut': (colour) => `a ${colour} buzz cut`,
  'short crop': (colour) => `short ${colour} hair`,
  'side parting': (colour) => `${colour} hair with a side parting`,
  quiff: (colour) => `a ${colour} quiff`,
  'short curls': (colour) => `short ${colour} curls`,
  afro: (colour) => `a ${colour} afro`,
  'pixie cut': (colour) => `a ${colour} pixie cut`,
  bob: (colour) => `a ${colour} bob`,
  'bob with bangs': (colour) => `a ${colour} bob with a fringe`,
  'long straight': (colour) => `long ${colour} hair`,
  'long wavy': (colour) => `long, wavy ${colour} hair`,
  bun: (colour) => `${colour} hair in a bun`,
  ponytail: (colour) => `a ${colour} ponytail`,
  braids: (colour) => `${colour} braids`,
  locs: (colour) => `${colour} locs`,
};

/** A person in a few respectful words, for alternative text: 'brown skin, short black curls, short beard'. */
export function describeIdentity(identity: Identity): string {
  const colour = identity.hairGrey > 0.85 ? 'white' : identity.hairGrey > 0.4 ? 'grey' : identity.hairColour;
  const words = [
    `${SKIN_TONE_NAMES[skinToneGroup(identity)]} skin`,
    article(STYLE_WORDS[identity.hairStyle](colour)),
  ];
  if (identity.beard !== 'none') words.push(identity.beard);
  if (identity.freckles > 0.2) words.push('freckles');
  return words.join(', ');
}

function article(words: string): string {
  return words.replace(/^a (?=[aeiou])/, 'an ');
}
