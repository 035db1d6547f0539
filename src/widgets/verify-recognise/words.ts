import type { ErrorRates } from '#math/roc';
import type { Trouble } from '#site/gallery/gallery';
import type { Merge } from '#site/gallery/merge';
import type { Rule } from './options.ts';

/** Squared distances have two decimals. */
export function distanceWords(distance: number): string {
  return distance.toFixed(2);
}

/** A share as a percentage with as many decimals as it needs: 2.3 %, 0.10 %, 0 %. */
export function shareWords(share: number): string {
  if (share === 0) return '0 %';
  const percent = share * 100;
  return `${percent >= 1 ? percent.toFixed(1) : percent.toFixed(2)} %`;
}

/** ‘1 in 43’; ‘none’ for nothing, ‘all’ for everything. */
export function oneIn(share: number): string {
  if (share === 0) return 'none';
  if (share === 1) return 'all';
  return share > 0.2
    ? `${Math.round(share * 100)} in 100`
    : `1 in ${Math.round(1 / share).toLocaleString('en-GB')}`;
}

export function peopleWords(count: number): string {
  return count === 1 ? '1 person' : `${count.toLocaleString('en-GB')} people`;
}

export function importWords({
  added,
  renamed,
  extended,
  known,
}: Pick<Merge, 'added' | 'renamed' | 'extended' | 'known'>): string {
  if (added + extended === 0) {
    return known === 0
      ? 'The file holds nobody.'
      : `Nothing to import: all ${peopleWords(known)} of the file are here.`;
  }
  const parts: string[] = [];
  if (added > 0) parts.push(`${peopleWords(added)} added.`);
  if (renamed > 0)
    parts.push(
      `${renamed} of them ${renamed === 1 ? 'has' : 'have'} a number behind the name, which was taken.`,
    );
  if (extended > 0)
    parts.push(`${peopleWords(extended)} of the same name and picture got the pictures that were new.`);
  if (known > 0) parts.push(`${peopleWords(known)} left out: already here.`);
  return parts.join(' ');
}

export const TROUBLE_WORDS: Record<Trouble, string> = {
  refused:
    'This browser keeps nothing for this page (a private window, or storage switched off). The gallery lives until you leave the page: export it to keep it.',
  full: 'There is no room left on this device. The gallery lives until you leave the page: export it, or make room.',
  newer:
    'The gallery on this device belongs to a newer version of this site. Until you reload, this one lives in memory only.',
};

export const RULE_NAMES: Record<Rule, string> = {
  equal: 'Equal errors',
  safe: 'Safe',
  easy: 'Convenient',
  hand: 'By hand',
};

/** What a way to choose the threshold is good for, with the error rates that it leads to. */
export function ruleWords(rule: Rule, rates: ErrorRates | null): string {
  if (!rates) return 'The error rates of this threshold are being counted.';
  const [accept, reject] = [shareWords(rates.falseAccept), shareWords(rates.falseReject)];
  switch (rule) {
    case 'equal':
      return `Both mistakes are equally frequent, ${reject} each. A fair way to compare networks, and seldom what a door needs.`;
    case 'safe':
      return `For a vault: one false accept in 1,000 comparisons. The price: ${reject} of the time, the right person is turned away and has to try again.`;
    case 'easy':
      return `For a photo album: only one false reject in 100. The price: ${accept} of the time, a stranger passes for somebody else.`;
    default:
      return `Chosen by hand: a stranger passes in ${accept} of comparisons, the right person is turned away in ${reject}. One falls only as the other rises.`;
  }
}

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** ‘23 Nov 2026’. */
export function dateWords(milliseconds: number): string {
  return DATE.format(milliseconds);
}

/**
 * What an answer to a claim is worth: `isTrue` is whether the claim is (null where nobody knows: a reader's own picture).
 */
export function verdictWords(yes: boolean, name: string, isTrue: boolean | null): string {
  if (isTrue === null) return yes ? `within τ of ${name}` : `farther than τ from ${name}`;
  if (yes) return isTrue ? `and it is ${name}` : `a false accept: it is not ${name}`;
  return isTrue ? `a false reject: it is ${name}` : `and it is not ${name}`;
}

/** The same for recognition. `known`: whether the probe is in the gallery. */
export function answerWords(answer: string | null, probe: string, known: boolean, isRight: boolean): string {
  if (answer === null)
    return known ? `a false reject: ${probe} is in the gallery` : 'and nobody in the gallery is the one';
  if (isRight) return 'and that is right';
  return known ? `wrong: it is ${probe}` : `a false accept: ${probe} is in nobody’s gallery`;
}
