import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { OptionSpec } from '../../src/site/view-options.ts';
import { PICTURE_LAYERS } from '../../src/widgets/shared/picture-layers.ts';

type Specs = Record<string, OptionSpec<unknown>>;

const CONTROL = /<Set\s([^>]*)>/g;
const PROP = /(\w+)=(?:"([^"]*)"|\{([^}]*)\})/g;

const controls = globSync('content/lessons/*/index.mdx').flatMap((path) =>
  [...readFileSync(path, 'utf8').matchAll(CONTROL)].map(([text, props]) => {
    const entries = [...props!.matchAll(PROP)].map(([, name, word, code]) => [
      name!,
      word ?? JSON.parse(code!),
    ]);
    const { widget, thing: _thing, ...options } = Object.fromEntries(entries);
    return { text, widget: widget as string, options: options as Record<string, unknown> };
  }),
);

async function specsOf(widget: string): Promise<Specs> {
  const module = await import(`../../src/widgets/${widget}/options.ts`);
  return module.SPECS ?? module.optionSpecs();
}

describe('every word that sets a figure', () => {
  it('is found', () => expect(controls.length).toBeGreaterThan(10));

  it.each(controls)('asks for what there is: $text', async ({ widget, options }) => {
    const specs = await specsOf(widget);
    for (const [name, value] of Object.entries(options)) {
      expect(specs, `${widget} has no option ${name}`).toHaveProperty(name);
      const spec = specs[name]!;
      if (typeof value === 'string')
        expect(spec.format(spec.parse(value) ?? spec.fallback), name).toBe(value);
      else expect(spec.nearest(value), name).toBe(value);
    }
    const layer = PICTURE_LAYERS.find((one) => one.layer === options.layer);
    if (layer && typeof options.unit === 'number') expect(options.unit).toBeLessThan(layer.units);
  });
});
