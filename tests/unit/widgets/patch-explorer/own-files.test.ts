import { describe, expect, it } from 'vitest';
import { emptyRanking, enterBatch } from '#math/ranked-list';
import {
  animatedSentence,
  chosenSentences,
  unreadSentence,
} from '../../../../src/widgets/patch-explorer/folder-words.ts';
import { listRows, rowsAsCsv } from '../../../../src/widgets/patch-explorer/list-rows.ts';
import {
  choosePictures,
  droppedFiles,
  MOST_FILES,
  MOST_PICTURES,
  naturalKey,
  seemsPicture,
} from '../../../../src/widgets/patch-explorer/own-files.ts';
import { rangeOf } from '../../../../src/widgets/patch-explorer/own-range.ts';

const file = (name: string, type = '') => new File(['x'], name, { type });
const own = (path: string, type = 'image/jpeg') => ({ file: file(path.split('/').at(-1)!, type), path });
const noPause = () => Promise.resolve();

describe('naturalKey', () => {
  it('sorts as people do', () => {
    const names = ['img_10.jpg', 'IMG_2.jpg', 'b/1.jpg', 'Ärger.jpg', 'azur.jpg', 'img_2b.jpg'];
    const sorted = names.map((name) => ({ name, key: naturalKey(name) }));
    sorted.sort((a, b) => (a.key < b.key ? -1 : 1));
    expect(sorted.map(({ name }) => name)).toEqual([
      'Ärger.jpg',
      'azur.jpg',
      'b/1.jpg',
      'IMG_2.jpg',
      'img_2b.jpg',
      'img_10.jpg',
    ]);
  });
});

describe('seemsPicture', () => {
  it.each([
    ['a.jpg', 'image/jpeg', true],
    ['a.JPG', '', true],
    ['a.heic', '', true],
    ['scan', '', true],
    ['a.txt', 'text/plain', false],
    ['.DS_Store', '', false],
    ['film.mp4', 'video/mp4', false],
  ])('%s of type ‘%s’: %s', (name, type, expected) => {
    expect(seemsPicture({ name, type })).toBe(expected);
  });
});

describe('choosePictures', () => {
  it('takes the first by name of too many, whatever the order they come in, and names what is left out', async () => {
    const many = Array.from({ length: MOST_PICTURES + 7 }, (_, i) =>
      own(`trip/${MOST_PICTURES + 6 - i}.jpg`),
    );
    const chosen = await choosePictures([own('trip/notes.txt', 'text/plain'), ...many], noPause);
    expect(chosen.pictures.map(({ path }) => path)).toEqual(
      Array.from({ length: MOST_PICTURES }, (_, i) => `trip/${i}.jpg`),
    );
    expect([chosen.beyond, chosen.others, chosen.cut]).toEqual([7, ['trip/notes.txt'], false]);
    expect(chosenSentences(chosen)).toEqual([
      'There are 2,007 pictures in it: the first 2,000 by name are taken.',
      '1 file is no picture and is left out: trip/notes.txt.',
    ]);
  });

  it('keeps files of the same name apart', async () => {
    const { pictures } = await choosePictures([own('b/1.jpg'), own('a/1.jpg'), own('a/1.jpg')], noPause);
    expect(pictures.map(({ path }) => path)).toEqual(['a/1.jpg', 'a/1.jpg', 'b/1.jpg']);
  });

  it('looks through no more files than it says', async () => {
    const endless = (function* () {
      for (let i = 0; ; i++) yield own(`${i}.txt`, 'text/plain');
    })();
    const { pictures, others, cut } = await choosePictures(endless, noPause);
    expect([pictures.length, others.length, cut]).toEqual([0, MOST_FILES, true]);
  });

  it('says that a folder is empty, or holds no picture', async () => {
    expect(chosenSentences(await choosePictures([], noPause))).toEqual([
      'There is no file in it: it is empty. Choose another folder.',
    ]);
    const texts = ['a', 'b', 'c', 'd', 'e'].map((name) => own(`${name}.txt`, 'text/plain'));
    expect(chosenSentences(await choosePictures(texts, noPause))).toEqual([
      'There is no picture in it, only 5 files of other kinds (a.txt, b.txt, c.txt and 2 more).',
    ]);
  });
});

/** A folder as a browser hands out what was dropped: its entries a few at a time. */
function folder(fullPath: string, entries: FileSystemEntry[]): FileSystemEntry {
  return {
    isFile: false,
    fullPath,
    createReader: () => {
      let at = 0;
      const readEntries = (resolve: (some: FileSystemEntry[]) => void) => {
        resolve(entries.slice(at, at + 2));
        at += 2;
      };
      return { readEntries };
    },
  } as never;
}

function entry(fullPath: string): FileSystemEntry {
  const inner = file(fullPath.split('/').at(-1)!);
  return {
    isFile: true,
    fullPath,
    file: (resolve: (file: File) => void, reject: (error: unknown) => void) =>
      fullPath.includes('locked') ? reject(new Error('no')) : resolve(inner),
  } as never;
}

const transfer = (entries: (FileSystemEntry | null)[], files: File[] = []) =>
  ({ items: entries.map((one) => ({ webkitGetAsEntry: () => one })), files }) as unknown as DataTransfer;

describe('droppedFiles', () => {
  it('walks folders within folders to their ends, and passes over what is locked', async () => {
    const deep = folder('/trip/deep', [entry('/trip/deep/5.jpg')]);
    const names = ['/trip/1.jpg', '/trip/2.jpg', '/trip/locked.jpg', '/trip/3.jpg'];
    const dropped = transfer([folder('/trip', [...names.map(entry), deep]), entry('/alone.png')]);
    expect((await droppedFiles(dropped)).map(({ path }) => path)).toEqual([
      'trip/1.jpg',
      'trip/2.jpg',
      'trip/3.jpg',
      'trip/deep/5.jpg',
      'alone.png',
    ]);
  });

  it('takes loose files where the browser knows no entries', async () => {
    const files = await droppedFiles(transfer([null], [file('a.jpg')]));
    expect(files.map(({ path }) => path)).toEqual(['a.jpg']);
  });
});

describe('words', () => {
  it('count what could not be read, and what is animated', () => {
    const unread = [{ path: 'a', reason: 'x' }];
    expect([unreadSentence([]), unreadSentence(unread), unreadSentence([...unread, ...unread])]).toEqual([
      '',
      '1 file could not be read and is passed over.',
      '2 files could not be read and are passed over.',
    ]);
    expect([animatedSentence(0), animatedSentence(1), animatedSentence(3)]).toEqual([
      '',
      'One picture is animated: its first frame is used.',
      '3 pictures are animated: their first frames are used.',
    ]);
  });
});

describe('rangeOf', () => {
  const ranked = Array.from({ length: 9 }, (_, i) => ({ picture: 100 + i, value: 9 - i, position: 10 + i }));

  it('steps evenly from the strongest to the weakest', () => {
    const range = rangeOf(ranked, 4, 3);
    expect(range).toEqual([
      { rank: 0, seed: 100, row: 2, column: 2, value: 9 },
      { rank: 1, seed: 104, row: 3, column: 2, value: 5 },
      { rank: 2, seed: 108, row: 4, column: 2, value: 1 },
    ]);
  });

  it('has all pictures when they are few', () => {
    expect(rangeOf(ranked, 4, 32).map(({ value }) => value)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(rangeOf(ranked.slice(0, 1), 4, 32)).toHaveLength(1);
    expect(rangeOf([], 4, 32)).toEqual([]);
  });
});

describe('saved lists', () => {
  it('are CSV, whatever the files are called', () => {
    const list = emptyRanking('conv1', 1, 3);
    const batch = { seeds: [1, 2], values: Float32Array.of(0.5, 2), positions: [0, 5], columns: 4 };
    enterBatch(list, batch);
    const field = { size: 5, jump: 1, start: 0.5 };
    const rows = listRows(list, 0, field, (seed) => ({ source: 'yours', picture: `a "${seed}", b.jpg` }));
    expect(rowsAsCsv(rows).split('\n')).toEqual([
      'layer,filter,rank,source,picture,row,column,x,y,width,height,activation',
      'conv1,0,1,yours,"a ""2"", b.jpg",1,1,-1,-1,5,5,2',
      'conv1,0,2,yours,"a ""1"", b.jpg",0,0,-2,-2,5,5,0.5',
      '',
    ]);
  });
});
