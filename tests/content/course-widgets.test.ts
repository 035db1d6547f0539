import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COURSE_WIDGETS } from '#site/course-widgets';

const PROP = /(\w+)=(?:"([^"]*)"|\{([^}]*)\})/g;

/** The folder of src/widgets whose figure a component brings; undefined when it brings none. */
function widgetOf(component: string): string | undefined {
  const file = `src/lesson-components/${component}.astro`;
  if (!existsSync(file)) return undefined;
  return /from '#widgets\/([\w-]+)\/\w+\.svelte'/.exec(readFileSync(file, 'utf8'))?.[1];
}

/** Every figure that a lesson uses, with what the lesson gives it. */
const used = globSync('content/lessons/*/index.mdx').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/^<([A-Z]\w+)([^>]*?)\/?>/gm)].flatMap(([, component, props]) => {
    const widget = widgetOf(component!);
    if (!widget) return [];
    const entries = [...props!.matchAll(PROP)].map(([, name, word, code]) => [
      name!,
      word ?? JSON.parse(code!),
    ]);
    return [
      {
        widget,
        component: component!,
        lesson: path.basename(path.dirname(file)),
        props: Object.fromEntries(entries),
      },
    ];
  }),
);

describe('every figure that a lesson uses', () => {
  it('is found', () => expect(used.length).toBeGreaterThanOrEqual(20));

  it.each(used)('can be embedded as it stands in $lesson: $widget', (figure) => {
    const entry = COURSE_WIDGETS.find(({ widget }) => widget === figure.widget);
    expect(entry, `Add ${figure.widget} to src/site/course-widgets.ts.`).toBeDefined();
    const { title: _title, props = {}, ...rest } = entry!;
    expect({ ...rest, props }).toEqual(figure);
  });
});

describe('every figure that can be embedded', () => {
  it('is there once', () => {
    const names = COURSE_WIDGETS.map(({ widget }) => widget);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(COURSE_WIDGETS)('stands in its lesson: $widget', ({ widget, lesson }) => {
    expect(used).toContainEqual(expect.objectContaining({ widget, lesson }));
  });

  it.each(COURSE_WIDGETS)('has the title of its frame: $widget', ({ widget, title, component }) => {
    const wrapper = readFileSync(`src/lesson-components/${component}.astro`, 'utf8');
    const file = /from '#widgets\/([\w-]+\/\w+\.svelte)'/.exec(wrapper)![1]!;
    const fixed = /<WidgetFrame[^>]*?\stitle="([^"]+)"/.exec(readFileSync(`src/widgets/${file}`, 'utf8'));
    if (fixed) expect(title).toBe(fixed[1]);
    else expect(widget).toBe('verify-recognise');
  });
});
