import { describe, expect, it } from 'vitest';
import { findViolations, importsOf } from '../../../scripts/imports/check.ts';

const judge = (path: string, text: string) => findViolations([{ path, text }]);

describe('importsOf', () => {
  it('reads static, dynamic and type imports of every kind of file', () => {
    expect(importsOf({ path: 'src/a/b.ts', text: "import x from 'x'; await import('./y.ts');" })).toEqual([
      'x',
      './y.ts',
    ]);
    expect(
      importsOf({
        path: 'src/a/B.svelte',
        text: "<script lang=\"ts\">import type { A } from '#math/a';</script><p>import 'no'</p>",
      }),
    ).toEqual(['#math/a']);
    expect(importsOf({ path: 'src/a/C.astro', text: "---\nimport D from './D.astro';\n---\n<D />" })).toEqual(
      ['./D.astro'],
    );
    expect(
      importsOf({
        path: 'content/lessons/x/index.mdx',
        text: "---\ntitle: x\n---\nimport E from '#widgets/e/E.svelte';\n\nWords.",
      }),
    ).toEqual(['#widgets/e/E.svelte']);
  });
});

describe('findViolations', () => {
  it('lets imports flow downwards', () => {
    expect(judge('src/world/a.ts', "import { b } from '#math/b'; import { c } from './c.ts';")).toEqual([]);
    expect(
      judge('src/widgets/w/W.svelte', "<script>import { getClient } from '#worker/client';</script>"),
    ).toEqual([]);
    expect(judge('content/lessons/x/index.mdx', "import W from '#lesson-components/W.astro';")).toEqual([]);
  });

  it.each([
    ['src/math/a.ts', "import { scene } from '#world/scene';", "'math' may not import 'world'"],
    ['src/math/a.ts', "import { scene } from '../world/scene.ts';", "'math' may not import 'world'"],
    ['src/math/a.ts', "import { max } from 'd3-array';", 'may not import this package'],
    ['src/world/a.ts', "import * as tf from '@tensorflow/tfjs-core';", 'may not import this package'],
    [
      'src/models/a.ts',
      "import { run } from '#experiments/mine-patches';",
      "'models' may not import 'experiments'",
    ],
    [
      'src/widgets/w/state.svelte.ts',
      "import * as tf from '@tensorflow/tfjs';",
      'may not import this package',
    ],
    [
      'src/widgets/w/state.svelte.ts',
      "import { load } from '#models/load';",
      "'widgets' may not import 'models'",
    ],
    [
      'src/widgets/w/W.svelte',
      "<script>import V from '#widgets/v/V.svelte';</script>",
      "only 'shared' may be shared",
    ],
    [
      'src/widgets/w/W.svelte',
      "<script>import { x } from '#worker/backend';</script>",
      'only the client and the protocol',
    ],
    ['src/site/a.ts', "import { getClient } from '#worker/client';", "'site' may not import 'worker'"],
    ['src/world/a.ts', 'export const a = Math.random();', 'is pure and may not use Math.random'],
    ['src/widgets/w/state.svelte.ts', "const w = new Worker('x');", 'may start a worker'],
  ])('refuses in %s: %s', (path, text, expected) => {
    const found = judge(path, text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it('ignores what comments say', () => {
    expect(
      judge('src/math/a.ts', '// unlike Math.random, seeded\n/* no Date.now here */\nexport {};'),
    ).toEqual([]);
  });
});
