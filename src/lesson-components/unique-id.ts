const uses = new Map<string, number>();

/** An id that no other element has: the n-th use of a name in this build gets the number n. */
export function uniqueId(name: string): string {
  const use = (uses.get(name) ?? 0) + 1;
  uses.set(name, use);
  return `${name}-${use}`;
}
