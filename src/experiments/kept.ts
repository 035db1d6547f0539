/** Something that was costly to make and holds what must be given back. */
export interface Disposable {
  dispose(): void;
}

interface Entry<T> {
  key: string;
  value: Promise<T>;
  users: number;
  /** Whether it goes as soon as nobody uses it. */
  old: boolean;
}

/** Keeps the latest things that were made, so that the next run that wants the same need not make them again. */
export class Kept<T extends Disposable> {
  readonly #most: number;
  #entries: Entry<T>[] = [];

  /** @param most how many are kept while nobody uses them */
  constructor(most: number) {
    this.#most = most;
  }

  /**
   * What was made under this key, else what `make` makes, until `release` is called. Failures are not kept.
   *
   * @param key tells everything that the thing depends on
   */
  async take(key: string, make: () => Promise<T>): Promise<{ value: T; release: () => void }> {
    const known = this.#entries.find((entry) => entry.key === key && !entry.old);
    const entry = known ?? { key, value: make(), users: 0, old: false };
    entry.users++;
    this.#entries = [entry, ...this.#entries.filter((other) => other !== entry)];
    this.#tidy();
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      entry.users--;
      this.#tidy();
    };
    try {
      return { value: await entry.value, release };
    } catch (error) {
      this.#entries = this.#entries.filter((other) => other !== entry);
      throw error;
    }
  }

  /** Gives everything back that nobody uses; the rest when its user releases it. */
  clear(): void {
    for (const entry of this.#entries) entry.old = true;
    this.#tidy();
  }

  #tidy(): void {
    const gone = this.#entries.filter(({ users, old }, place) => users === 0 && (old || place >= this.#most));
    this.#entries = this.#entries.filter((entry) => !gone.includes(entry));
    for (const { value } of gone) void value.then((made) => made.dispose());
  }
}
