import { encodingAt } from '#math/encoding-set';
import { loadEncodings } from '#site/face-encodings';
import { cleanName, freeName } from '#site/gallery/clean-name';
import { type Change, Gallery, type Trouble } from '#site/gallery/gallery';
import { readGalleryFile, writeGallery } from '#site/gallery/gallery-file';
import { mergePeople } from '#site/gallery/merge';
import {
  type EnrolledPicture,
  GalleryError,
  MOST_PICTURES_EACH,
  newId,
  type Person,
} from '#site/gallery/person';
import { networkVersion } from '#site/network-version';
import type { Client } from '#worker/client';
import { faceInput } from './face-input.ts';
import { DEFAULT_PEOPLE } from './options.ts';
import { defaultPeople } from './shipped.ts';
import { importWords, peopleWords } from './words.ts';

/** What was last done to the gallery, in words, and how to undo it. */
export interface Note {
  words: string;
  undo: Change | null;
  /** Whether it is about something that did not work. */
  problem: boolean;
}

/** The gallery as the figure sees it: its people, what was last done, and what of it can be undone. */
export class Keeper {
  people = $state.raw<readonly Person[]>([]);
  trouble = $state.raw<Trouble | null>(null);
  /** Whether the people are known. */
  ready = $state(false);
  note = $state.raw<Note | null>(null);
  progress = $state.raw<{ done: number; total: number; what: string } | null>(null);
  /** Of the network that the site has now. */
  version = $state.raw<string | null>(null);

  readonly #client: Pick<Client, 'run'>;
  readonly #gallery: Gallery;
  readonly #stop = new AbortController();

  constructor(client: Pick<Client, 'run'>, name?: string) {
    this.#client = client;
    this.#gallery = new Gallery(name);
    this.#gallery.onChange(() => this.#show());
  }

  /** @throws what loading threw when there are no people to begin with, or encodings that can't be brought up to date */
  async start(): Promise<void> {
    await this.#gallery.load();
    if (!this.#gallery.planted) {
      await this.#gallery.plant(await this.#firstPeople());
    }
    this.ready = true;
    this.#show();
    this.version = await networkVersion('faces');
    await this.bringUpToDate();
  }

  /** Encodes again whatever another version of the network has encoded. */
  async bringUpToDate(): Promise<void> {
    const { version } = this;
    if (!version) return;
    const stale = this.people.filter(({ pictures }) =>
      pictures.some((picture) => picture.version !== version),
    );
    const pictures = stale.flatMap((person) => person.pictures);
    if (pictures.length === 0) return;
    const encodings: Float32Array[] = [];
    this.progress = {
      done: 0,
      total: pictures.length,
      what: 'faces of the gallery encoded by the new network',
    };
    try {
      const result = await this.#client.run(
        'encode-faces',
        { faces: pictures.map(({ source }) => faceInput(source)) },
        {
          signal: this.#stop.signal,
          onProgress: ({ done, total, partial }) => {
            this.progress = { ...this.progress!, done, total };
            if (partial) encodings[partial.index] = partial.encoding;
          },
        },
      );
      const fresh = new Map(
        pictures.map((picture, i) => [
          picture,
          { ...picture, encoding: encodings[i]!, version: result.version },
        ]),
      );
      const put = stale
        // Somebody may have been removed or renamed in the meantime.
        .flatMap((person) => this.#gallery.people.find((now) => now.id === person.id) ?? [])
        .map((person) => ({
          ...person,
          pictures: person.pictures.map((picture) => fresh.get(picture) ?? picture),
        }));
      await this.#gallery.apply({ put, remove: [] });
    } finally {
      this.progress = null;
    }
  }

  /** @returns the new person's id; null when the gallery is full */
  async enrol(name: string, picture: EnrolledPicture): Promise<string | null> {
    const free = freeName(
      cleanName(name),
      this.people.map((person) => person.name),
    );
    const person = { id: newId(), name: free, enrolled: Date.now(), pictures: [picture] };
    const done = await this.#change({ put: [person], remove: [] }, `${free} is in the gallery now.`);
    return done ? person.id : null;
  }

  async addPicture(id: string, picture: EnrolledPicture): Promise<void> {
    const person = this.#find(id);
    if (!person) return;
    if (person.pictures.length >= MOST_PICTURES_EACH) {
      const words = `${person.name} has ${MOST_PICTURES_EACH} pictures, as many as there is room for.`;
      this.note = { words, undo: null, problem: true };
      return;
    }
    const pictures = [...person.pictures, picture];
    await this.#change(
      { put: [{ ...person, pictures }], remove: [] },
      `${person.name} has ${pictures.length} pictures now: the nearest one counts.`,
    );
  }

  async rename(id: string, name: string): Promise<void> {
    const person = this.#find(id);
    const others = this.people.filter((other) => other.id !== id);
    const clean = freeName(
      cleanName(name),
      others.map((other) => other.name),
    );
    if (!person || clean === person.name) return;
    await this.#change(
      { put: [{ ...person, name: clean }], remove: [] },
      `${person.name} is called ${clean} now.`,
    );
  }

  async remove(id: string): Promise<void> {
    const person = this.#find(id);
    if (person) await this.#change({ put: [], remove: [id] }, `${person.name} was removed.`);
  }

  async removeAll(): Promise<void> {
    const remove = this.people.map(({ id }) => id);
    await this.#change({ put: [], remove }, `${peopleWords(remove.length)} removed.`);
  }

  /** @throws AssetError when the shipped encodings can't be had */
  async restore(): Promise<void> {
    const put = await this.#firstPeople();
    const remove = this.people.map(({ id }) => id).filter((id) => !put.some((person) => person.id === id));
    await this.#change({ put, remove }, 'The default gallery is back.');
    await this.bringUpToDate();
  }

  async import(file: Blob): Promise<void> {
    try {
      const merge = mergePeople(this.people, await readGalleryFile(file));
      const words = importWords(merge);
      if (merge.change.put.length === 0) this.note = { words, undo: null, problem: false };
      else if (await this.#change(merge.change, words)) await this.bringUpToDate();
    } catch (error) {
      if (!(error instanceof GalleryError)) throw error;
      this.note = { words: error.message, undo: null, problem: true };
    }
  }

  export(): string {
    return writeGallery(this.people, Date.now());
  }

  async undo(): Promise<void> {
    const undo = this.note?.undo;
    if (undo) await this.#change(undo, 'Undone.');
  }

  /** Tries the storage again. */
  async retryStorage(): Promise<void> {
    await this.#gallery.retry();
  }

  stop(): void {
    this.#stop.abort();
    this.#gallery.close();
  }

  /** As the site ships them, at full precision. */
  async #firstPeople(): Promise<Person[]> {
    const set = await loadEncodings('gallery');
    const people = Array.from({ length: DEFAULT_PEOPLE }, (_, i) => Array.from(encodingAt(set, i, 0)));
    return defaultPeople({ version: set.version, people }, set.first, Date.now());
  }

  #find(id: string): Person | undefined {
    return this.people.find((person) => person.id === id);
  }

  async #change(change: Change, words: string): Promise<boolean> {
    try {
      const undo = await this.#gallery.apply(change);
      this.note = { words, undo: words === 'Undone.' ? null : undo, problem: false };
      return true;
    } catch (error) {
      if (!(error instanceof GalleryError)) throw error;
      this.note = { words: error.message, undo: null, problem: true };
      return false;
    }
  }

  #show(): void {
    if (!this.ready) return;
    this.people = this.#gallery.people;
    this.trouble = this.#gallery.trouble;
  }
}
