/** A share as a reader likes it: 63 %, 3.9 %, 0.05 %, 99.7 %; never 0 or 100 % for what is not. */
export function shareWords(share: number): string {
  const percent = share * 100;
  if (percent <= 0 || percent >= 100) return `${percent <= 0 ? 0 : 100} %`;
  if (percent > 99.95) return '> 99.9 %';
  if (percent >= 99) return `${percent.toFixed(1)} %`;
  if (percent >= 9.95) return `${percent.toFixed(0)} %`;
  if (percent >= 0.995) return `${trimmed(percent.toFixed(1))} %`;
  if (percent >= 0.0095) return `${trimmed(percent.toFixed(percent < 0.0995 ? 3 : 2))} %`;
  return '< 0.01 %';
}

/** 0.010 → 0.01, 3.0 → 3. */
function trimmed(text: string): string {
  return text.replace(/\.?0+$/, '');
}

/** '35 to 41 %' */
export function rangeWords({ low, high }: { low: number; high: number }): string {
  return `${shareWords(low).replace(' %', '')} to ${shareWords(high)}`;
}

export function peopleWords(count: number): string {
  return count === 1 ? 'one person' : `${count.toLocaleString('en-GB')} people`;
}

/** 'Ada', 'Ada and Bo', 'Ada, Bo and 3 others'. */
export function listWords(names: readonly string[], shown = 4): string {
  if (names.length <= 1) return names[0] ?? '';
  if (names.length <= shown) return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  const rest = names.length - shown + 1;
  return `${names.slice(0, shown - 1).join(', ')} and ${rest} others`;
}
