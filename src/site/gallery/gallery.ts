import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { checkRoom, type Person, personFault } from './person.ts';

/** People to write (new, or in place of those with their ids), and ids to remove. */
export interface Change {
  put: Person[];
  remove: string[];
}

/**
 * Why the gallery is kept in memory alone, until the page goes: the browser refuses the storage, or it is full, or
 * it holds a gallery of a newer version of this site.
 */
export type Trouble = 'refused' | 'full' | 'newer';

interface Schema extends DBSchema {
  people: { key: string; value: Person };
  facts: { key: 'planted'; value: boolean };
}

const NAME = 'convnets-gallery';
const VERSION = 1;
/** Some browsers, told to keep nothing, never answer. */
const PATIENCE = 3_000;

/**
 * The people that this device knows: a mirror in memory, which is what is read, and a database behind it (IndexedDB). A
 * write that the database refuses stays in the mirror; the next write that succeeds brings the database up to date.
 */
export class Gallery {
  trouble: Trouble | null = null;
  #people = new Map<string, Person>();
  #planted = false;
  /** Whether the mirror began as what the database held. */
  #loaded = false;
  #database: IDBPDatabase<Schema> | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #stopped = false;
  readonly #name: string;
  readonly #listeners = new Set<() => void>();
  readonly #channel: BroadcastChannel | null;

  /** @param name of the database; tests have their own */
  constructor(name = NAME) {
    this.#name = name;
    this.#channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
    this.#channel?.addEventListener('message', this.#hear);
    addEventListener('focus', this.#hear);
  }

  /** In the order of enrolment. */
  get people(): Person[] {
    return [...this.#people.values()].sort((a, b) => a.enrolled - b.enrolled || (a.id < b.id ? -1 : 1));
  }

  /** Whether this device was ever given its first people: an empty gallery that was emptied stays empty. */
  get planted(): boolean {
    return this.#planted;
  }

  /** Calls back whenever people or trouble may have changed, from here or another tab. Returns how to stop. */
  onChange(callback: () => void): () => void {
    this.#listeners.add(callback);
    return () => this.#listeners.delete(callback);
  }

  /** Reads what the database holds. Never fails: then there is `trouble`. */
  load(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#attempt((database) => this.#read(database));
    });
  }

  /** Gives a device its first people; does nothing where another tab came first. */
  plant(people: readonly Person[]): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#planted) return;
      const plant = async (database: IDBPDatabase<Schema>) => {
        await inOneTransaction(database, async (stores) => {
          if (await stores.objectStore('facts').get('planted')) return;
          await stores.objectStore('facts').put(true, 'planted');
          for (const person of people) await stores.objectStore('people').put(person);
        });
        await this.#read(database);
      };
      if (!(await this.#attempt(plant))) {
        this.#planted = true;
        for (const person of people) if (!this.#people.has(person.id)) this.#people.set(person.id, person);
      }
      this.#tell();
    });
  }

  /**
   * Makes a change, in one transaction.
   *
   * @returns the change that undoes it
   * @throws GalleryError when it would make the gallery larger than it may be
   */
  apply(change: Change): Promise<Change> {
    return this.#inTurn(async () => {
      const next = new Map(this.#people);
      for (const id of change.remove) next.delete(id);
      for (const person of change.put) next.set(person.id, person);
      if (next.size > this.#people.size || change.put.length > 0) checkRoom([...next.values()]);
      const touched = [...new Set([...change.remove, ...change.put.map(({ id }) => id)])];
      const before = touched.flatMap((id) => this.#people.get(id) ?? []);
      const undo = { put: before, remove: touched.filter((id) => !this.#people.has(id)) };
      const behind = this.trouble !== null;
      this.#people = next;
      this.#planted = true;
      await this.#attempt((database) => (behind ? this.#catchUp(database) : this.#write(database, change)));
      this.#tell();
      return undo;
    });
  }

  /** Tries to bring the database up to the mirror. Tells whether it is. */
  retry(): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.trouble) await this.#attempt((database) => this.#catchUp(database));
      this.#tell();
      return this.trouble === null;
    });
  }

  /** Lets go of the database, and hears no more of other tabs. */
  close(): void {
    this.#stopped = true;
    this.#channel?.close();
    removeEventListener('focus', this.#hear);
    void this.#turn.then(() => this.#database?.close());
  }

  readonly #hear = (): void => {
    if (this.#stopped || this.trouble || !this.#loaded) return;
    void this.load().then(() => this.#notify());
  };

  #tell(): void {
    if (!this.#stopped) this.#channel?.postMessage('changed');
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }

  /** Does something with the database, or notes why it can't be done. Tells whether it was. */
  async #attempt(work: (database: IDBPDatabase<Schema>) => Promise<void>): Promise<boolean> {
    try {
      this.#database ??= await this.#open();
      await work(this.#database);
      this.trouble = null;
      return true;
    } catch (error) {
      this.trouble = troubleOf(error);
      return false;
    }
  }

  async #open(): Promise<IDBPDatabase<Schema>> {
    const letGo = () => {
      this.#database?.close();
      this.#database = null;
    };
    const opening = openDB<Schema>(this.#name, VERSION, {
      upgrade(database) {
        database.createObjectStore('people', { keyPath: 'id' });
        database.createObjectStore('facts');
      },
      blocking: letGo,
      terminated: letGo,
    });
    let late = false;
    const patience = new Promise<never>((_, reject) =>
      setTimeout(() => {
        late = true;
        reject(new Error('The database does not answer.'));
      }, PATIENCE),
    );
    opening.then((database) => late && database.close()).catch(() => {});
    return Promise.race([opening, patience]);
  }

  async #read(database: IDBPDatabase<Schema>): Promise<void> {
    const transaction = database.transaction(['people', 'facts']);
    const [found, planted] = await Promise.all([
      transaction.objectStore('people').getAll(),
      transaction.objectStore('facts').get('planted'),
    ]);
    const sound = found.filter((person) => personFault(person) === null);
    this.#people = new Map(sound.map((person) => [person.id, person]));
    this.#planted = planted === true;
    this.#loaded = true;
  }

  #write(database: IDBPDatabase<Schema>, { put, remove }: Change): Promise<void> {
    return inOneTransaction(database, async (stores) => {
      const people = stores.objectStore('people');
      for (const id of remove) await people.delete(id);
      for (const person of put) await people.put(person);
      await stores.objectStore('facts').put(true, 'planted');
    });
  }

  /** Writes the whole mirror; over what the database holds if that was never read, else in its place. */
  async #catchUp(database: IDBPDatabase<Schema>): Promise<void> {
    if (this.#loaded) {
      const kept = await database.getAllKeys('people');
      await this.#write(database, {
        put: this.people,
        remove: kept.filter((id) => !this.#people.has(id)),
      });
      return;
    }
    await this.#write(database, { put: this.people, remove: [] });
    await this.#read(database);
  }
}

type Stores = IDBPTransaction<Schema, ('people' | 'facts')[], 'readwrite'>;

/** Does all of it or nothing. */
async function inOneTransaction(
  database: IDBPDatabase<Schema>,
  work: (stores: Stores) => Promise<void>,
): Promise<void> {
  const stores = database.transaction(['people', 'facts'], 'readwrite');
  const { done } = stores;
  done.catch(() => {});
  try {
    await work(stores);
  } catch (error) {
    // The browser does this by itself only when a request fails, not when one can't be made.
    try {
      stores.abort();
    } catch {}
    throw error;
  }
  await done;
}

function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return 'full';
  return name === 'VersionError' ? 'newer' : 'refused';
}
