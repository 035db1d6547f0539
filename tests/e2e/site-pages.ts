import { readdirSync } from 'node:fs';
import path from 'node:path';

const CONTENT = path.join(import.meta.dirname, '..', '..', 'content');
const files = (folder: string) => readdirSync(path.join(CONTENT, folder)).sort();

/** Paths of all written lessons below the site's base path, in the order of the course. */
export const LESSON_PAGES = files('lessons').map((id) => `lessons/${id.replace(/^\d\d-/, '')}/`);

/** Paths of all pages of the site below its base path. */
export const PAGES = [
  '',
  'lessons/',
  ...LESSON_PAGES,
  'progress/',
  'glossary/',
  'sources/',
  'search/',
  'models/',
  'teachers/',
  ...files('models').map((file) => `models/${path.parse(file).name}/`),
  ...files('pages').map((file) => `${path.parse(file).name}/`),
  '404.html',
];
