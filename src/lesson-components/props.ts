import { z } from 'astro/zod';

/**
 * Checks the props that an MDX file gives a component: Astro does not. What Astro itself adds for its scoped styles
 * is left out.
 *
 * @param component its name, for the message
 * @throws Error that says which prop is wrong and why; it stops the build
 */
export function checkProps<S extends z.ZodType>(component: string, schema: S, props: unknown): z.infer<S> {
  const own = Object.fromEntries(
    Object.entries(props as object).filter(([name]) => name !== 'class' && !name.startsWith('data-astro-')),
  );
  const result = schema.safeParse(own);
  if (result.success) return result.data;
  const reasons = result.error.issues.map((issue) => {
    const path = issue.path.join('.');
    return path ? `${path}: ${issue.message}` : issue.message;
  });
  throw new Error(`<${component}> in a lesson: ${reasons.join('; ')}`);
}

/** An id that answers are kept by: it must not change once the lesson is published. */
export const anId = z.string().regex(/^[a-z0-9-]+$/, 'needs small letters, digits and hyphens');
