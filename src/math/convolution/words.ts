/** Digits in groups of three by thin spaces, with a true minus: '1 048 576'. What is no number is '—'. */
export function grouped(value: number | bigint): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return '—';
  const [whole, part] = plain(value).split('.');
  const digits = whole!.replace(/\B(?=(\d{3})+$)/g, '\u2009').replace('-', '−');
  return part === undefined ? digits : `${digits}.${part}`;
}

function plain(value: number | bigint): string {
  if (typeof value === 'bigint' || Number.isInteger(value)) return BigInt(value).toString();
  return String(value);
}

/** '5 × 5', or '5' on one side. */
export function times(values: readonly (number | bigint)[]): string {
  return values.map(grouped).join(' × ');
}

export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export function counted(count: number | bigint, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 || count === 1n ? one : many}`;
}
