/**
 * The course as one file to download. It is built with this base path, which no server has, and every link to it is
 * then made relative (`npm run build:zip`).
 */
export const PORTABLE_BASE = '/__course_base__/';

export const ZIP_NAME = 'what-convnets-learn.zip';

/** Where the file lies between its making and the build of the site that offers it. Below the repository's root. */
export const ZIP_FILE = `.cache/portable/${ZIP_NAME}`;

/** Whether this is the downloaded copy itself. */
export const isPortable = import.meta.env?.BASE_URL?.startsWith(PORTABLE_BASE.slice(0, -1)) ?? false;
