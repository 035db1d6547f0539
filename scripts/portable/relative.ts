/**
 * A path of the site as it is written from one of its files, so that it holds wherever the site stands.
 *
 * @param from the file that holds the link, below the site's folder, e.g. 'lessons/x/index.html'
 * @param to the path below the site's folder, query and fragment kept, e.g. '_astro/a.js'; '' is the folder itself
 * @returns it always begins with './' or '../'
 */
export function relativePath(from: string, to: string): string {
  const folders = from.split('/').slice(0, -1);
  const parts = to.split('/');
  while (folders.length > 0 && parts.length > 1 && folders[0] === parts[0]) {
    folders.shift();
    parts.shift();
  }
  return `${folders.length > 0 ? '../'.repeat(folders.length) : './'}${parts.join('/')}`;
}
