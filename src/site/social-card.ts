/** The path of a page's card below the base path: a lesson has its own, all other pages share the course's. */
export function cardPath(lesson?: string): string {
  return `/cards/${lesson ?? 'course'}.jpg`;
}
