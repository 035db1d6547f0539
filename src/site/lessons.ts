/** The part of a lesson's link after /lessons/: its folder's name without the number. */
export function lessonSlug(id: string): string {
  return id.replace(/^\d\d-/, '').replace(/\/index$/, '');
}

/** The number of a lesson, from its folder's name: '04-triplet-loss' is 4. */
export function lessonNumber(id: string): number {
  return Number.parseInt(id, 10);
}

/** The path of a lesson's page, without the base path. */
export function lessonPath(id: string): string {
  return `/lessons/${lessonSlug(id)}/`;
}
