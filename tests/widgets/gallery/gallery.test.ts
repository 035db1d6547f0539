import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Gallery } from '../../../src/site/gallery/gallery.ts';
import { GalleryError, MOST_PEOPLE, newId } from '../../../src/site/gallery/person.ts';
import { face, own, person } from '../../unit/site/gallery/people.ts';

const opened: Gallery[] = [];
let name = '';

beforeEach(() => {
  name = `test-${newId()}`;
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const gallery of opened.splice(0)) gallery.close();
  await deleteDB(name);
});

async function open(): Promise<Gallery> {
  const gallery = new Gallery(name);
  opened.push(gallery);
  await gallery.load();
  return gallery;
}
const names = (gallery: Gallery) => gallery.people.map((one) => one.name);
const refuse = (error: string) =>
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no more', error);
  });

test('keeps people, pictures and encodings as they were', async () => {
  const people = [person('Ada', face(1), own(2)), { ...person('Noor', face(3)), enrolled: 1 }];
  await (await open()).apply({ put: people, remove: [] });
  const again = await open();
  expect(again.trouble).toBeNull();
  expect(again.people).toEqual([people[1], people[0]]);
  expect(again.people[1]!.pictures[0]!.encoding).toBeInstanceOf(Float32Array);
});

test('the first people come once, and an emptied gallery stays empty', async () => {
  const first = [person('Ada', face(1)), person('Noor', face(2))];
  const [here, there] = [await open(), await open()];
  expect(here.planted).toBe(false);
  await Promise.all([here.plant(first), there.plant([person('Someone', face(9))])]);
  await there.load();
  expect(names(there)).toEqual(names(here));
  await here.apply({ put: [], remove: here.people.map(({ id }) => id) });
  const later = await open();
  expect(later.planted).toBe(true);
  await later.plant(first);
  expect(later.people).toEqual([]);
});

test('every change gives back what undoes it', async () => {
  const gallery = await open();
  const ada = person('Ada', face(1));
  const undoEnrolment = await gallery.apply({ put: [ada], remove: [] });
  const undoRename = await gallery.apply({ put: [{ ...ada, name: 'Grace' }], remove: [] });
  const undoSwap = await gallery.apply({ put: [person('Noor', face(2))], remove: [ada.id] });
  expect(names(gallery)).toEqual(['Noor']);
  const redo = await gallery.apply(undoSwap);
  expect(names(gallery)).toEqual(['Grace']);
  await gallery.apply(redo);
  expect(names(gallery)).toEqual(['Noor']);
  await gallery.apply(undoSwap);
  await gallery.apply(undoRename);
  expect(names(gallery)).toEqual(['Ada']);
  await gallery.apply(undoEnrolment);
  expect(names(gallery)).toEqual([]);
  expect((await open()).people).toEqual([]);
});

test('another tab hears of a change', async () => {
  const [here, there] = [await open(), await open()];
  const heard = vi.fn();
  there.onChange(heard);
  await here.apply({ put: [person('Ada', face(1))], remove: [] });
  await expect.poll(() => names(there)).toEqual(['Ada']);
  expect(heard).toHaveBeenCalled();
});

test('where storage is refused it goes on in memory, and catches up without losing what was kept', async () => {
  await (await open()).apply({ put: [person('Kept', face(1))], remove: [] });
  const stop = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('not here', 'SecurityError');
  });
  const gallery = await open();
  expect(gallery.trouble).toBe('refused');
  await gallery.apply({ put: [person('Ada', face(2))], remove: [] });
  expect(names(gallery)).toEqual(['Ada']);
  expect(await gallery.retry()).toBe(false);
  stop.mockRestore();
  expect(await gallery.retry()).toBe(true);
  expect(names(gallery).sort()).toEqual(['Ada', 'Kept']);
  expect(names(await open()).sort()).toEqual(['Ada', 'Kept']);
});

test('a full storage keeps nothing of a change, the page keeps all of it, and a later write brings it up to date', async () => {
  const gallery = await open();
  const ada = person('Ada', face(1));
  await gallery.apply({ put: [ada], remove: [] });
  const stop = refuse('QuotaExceededError');
  await gallery.apply({ put: [person('Noor', face(2))], remove: [ada.id] });
  expect(gallery.trouble).toBe('full');
  expect(names(gallery)).toEqual(['Noor']);
  expect(names(await open())).toEqual(['Ada']);
  stop.mockRestore();
  await gallery.apply({ put: [person('Linh', face(3))], remove: [] });
  expect(gallery.trouble).toBeNull();
  expect(names(await open()).sort()).toEqual(['Linh', 'Noor']);
});

test('a gallery of a newer version of the site is left alone', async () => {
  (await openDB(name, 7)).close();
  const gallery = await open();
  expect(gallery.trouble).toBe('newer');
  await gallery.plant([person('Ada', face(1))]);
  expect(names(gallery)).toEqual(['Ada']);
});

test('what somebody else has put into the database is passed over', async () => {
  await (await open()).apply({ put: [person('Ada', face(1))], remove: [] });
  const database = await openDB(name);
  for (const junk of [{ id: 'x' }, { id: '<b>', name: 1 }, { ...person('\u202eB', face(1)) }]) {
    await database.put('people', junk);
  }
  database.close();
  expect(names(await open())).toEqual(['Ada']);
});

test('a gallery does not grow past what it holds', async () => {
  const gallery = await open();
  const many = Array.from({ length: MOST_PEOPLE + 1 }, (_, i) => person('x', face(i)));
  await expect(gallery.apply({ put: many, remove: [] })).rejects.toThrow(GalleryError);
  expect(gallery.people).toEqual([]);
  await gallery.apply({ put: many.slice(1), remove: [] });
  expect((await open()).people).toHaveLength(MOST_PEOPLE);
});
