/** One of the reader's files; `path` tells it from others of the same name where a folder was chosen. */
export interface OwnFile {
  file: File;
  path: string;
}

/** What was chosen or dropped. */
export interface Chosen {
  /** Pictures to look at, in natural order of their paths: 2 before 10. At most `MOST_PICTURES`. */
  pictures: OwnFile[];
  /** Pictures beyond those. */
  beyond: number;
  /** Paths of files that are no pictures by their name and type. */
  others: string[];
  /** Whether there were so many files that not all were looked through. */
  cut: boolean;
}

export const MOST_PICTURES = 2000;
/** A whole disk may be dropped by mistake: no more files than this are looked through. */
export const MOST_FILES = 20_000;
/** Files sorted or read in one go; then the page gets its turn. */
const SLICE = 500;

const PICTURE_NAME = /\.(jpe?g|jfif|png|apng|webp|gif|bmp|avif|hei[cf]|svg|tiff?)$/i;

/** Whether a file claims to be a picture. One that claims nothing may be one: reading it tells. */
export function seemsPicture({ name, type }: Pick<File, 'name' | 'type'>): boolean {
  if (type.startsWith('image/') || PICTURE_NAME.test(name)) return true;
  return type === '' && !name.includes('.');
}

/** A key by which plain comparison sorts names as people do: 'IMG_2' before 'img_10'. */
export function naturalKey(path: string): string {
  return path
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\d+/g, (digits) => digits.padStart(12, '0'));
}

/**
 * Picks the pictures out of files.
 *
 * @param pause awaited now and then, so that the page stays quick
 */
export async function choosePictures(
  files: Iterable<OwnFile>,
  pause: () => Promise<void> = nextTask,
): Promise<Chosen> {
  const keyed: { key: string; own: OwnFile }[] = [];
  const others: string[] = [];
  let cut = false;
  let seen = 0;
  for (const own of files) {
    if (seen === MOST_FILES) {
      cut = true;
      break;
    }
    seen += 1;
    if (seemsPicture(own.file)) keyed.push({ key: naturalKey(own.path), own });
    else others.push(own.path);
    if (seen % SLICE === 0) await pause();
  }
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.own.path < b.own.path ? -1 : 1));
  const pictures = keyed.slice(0, MOST_PICTURES).map(({ own }) => own);
  return { pictures, beyond: keyed.length - pictures.length, others, cut };
}

/** Files of a file input: a folder's have paths within it. */
export function* inputFiles(list: FileList): Generator<OwnFile> {
  for (const file of list) yield { file, path: file.webkitRelativePath || file.name };
}

/**
 * Files and folders that were dropped. Call it in the event itself: afterwards the browser knows nothing of them.
 *
 * @returns files of all folders within folders, at most `MOST_FILES` + 1 of them
 */
export async function droppedFiles(transfer: DataTransfer): Promise<OwnFile[]> {
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry?.() ?? null);
  const loose = Array.from(transfer.files, (file) => ({ file, path: file.name }));
  if (entries.every((entry) => entry === null)) return loose;
  const found: OwnFile[] = [];
  for (const entry of entries) if (entry) await walk(entry, found);
  return found;
}

async function walk(entry: FileSystemEntry, found: OwnFile[]): Promise<void> {
  if (found.length > MOST_FILES) return;
  if (entry.isFile) {
    const file = await fileOf(entry as FileSystemFileEntry);
    if (file) found.push({ file, path: entry.fullPath.replace(/^\//, '') });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader hands out a part of the folder at a time, and nothing at its end.
  for (let part = await readSome(reader); part.length > 0; part = await readSome(reader)) {
    for (const inner of part) await walk(inner, found);
    if (found.length > MOST_FILES) return;
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(null)));
}

function readSome(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
