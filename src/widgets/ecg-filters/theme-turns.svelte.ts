import { createSubscriber } from 'svelte/reactivity';

let turns = 0;

const subscribe = createSubscriber((update) => {
  const turn = () => {
    turns += 1;
    update();
  };
  const observer = new MutationObserver(turn);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', turn);
  return () => {
    observer.disconnect();
    dark.removeEventListener('change', turn);
  };
});

/** How often the page has gone from light to dark or back: what reads it in an effect is run again then. */
export function themeTurns(): number {
  subscribe();
  return turns;
}
