const memory = new Map<string, string>();

/** The name under which a key is kept in localStorage, apart from other sites on the same origin. */
function nameOf(key: string): string {
  return `convnets:${key}`;
}

/**
 * Reads what was stored under a key on this device.
 *
 * @returns the value that `isValid` accepts, else the fallback: nothing stored, unreadable JSON, a value of an
 *   older form, or storage refused by the browser (then what this page wrote in memory)
 */
export function readStored<T>(key: string, isValid: (value: unknown) => value is T, fallback: T): T {
  const text = memory.get(key) ?? readText(key);
  if (text === null) return fallback;
  try {
    const value: unknown = JSON.parse(text);
    return isValid(value) ? value : fallback;
  } catch {
    return fallback;
  }
}

/**
 * Stores a JSON value under a key on this device.
 *
 * @returns false when the browser refuses storage: the value then lives in memory until the page goes
 */
export function writeStored(key: string, value: unknown): boolean {
  const text = JSON.stringify(value);
  try {
    localStorage.setItem(nameOf(key), text);
    memory.delete(key);
    return true;
  } catch {
    memory.set(key, text);
    return false;
  }
}

/** Forgets what was stored under a key. */
export function removeStored(key: string): void {
  memory.delete(key);
  try {
    localStorage.removeItem(nameOf(key));
  } catch {
    // Refused: there was nothing to forget.
  }
}

/** The keys of all that is stored on this device, refused storage included. */
export function storedKeys(): string[] {
  const keys = new Set(memory.keys());
  const prefix = nameOf('');
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const name = localStorage.key(i);
      if (name?.startsWith(prefix)) keys.add(name.slice(prefix.length));
    }
  } catch {
    // Refused: what this page wrote is in memory.
  }
  return [...keys];
}

function readText(key: string): string | null {
  try {
    return localStorage.getItem(nameOf(key));
  } catch {
    return null;
  }
}
