export interface LearningResource {
  title: string;
  description: string;
  /** Absolute, where the site's address is known. */
  url: string;
  minutes: number;
  /** What the lesson teaches, and the course that it is part of. */
  course: { title: string; url: string };
}

/**
 * A lesson for machines that read pages: JSON-LD after https://schema.org/LearningResource, safe to stand in a
 * `<script>` element.
 */
export function learningResource({ title, description, url, minutes, course }: LearningResource): string {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'LearningResource',
    name: title,
    description,
    url,
    inLanguage: 'en-GB',
    learningResourceType: 'lesson',
    educationalLevel: 'undergraduate',
    timeRequired: `PT${minutes}M`,
    interactivityType: 'active',
    isAccessibleForFree: true,
    license: 'https://creativecommons.org/licenses/by/4.0/',
    isPartOf: { '@type': 'Course', name: course.title, url: course.url },
  };
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
