import { rehypeHeadingIds, unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import { defineConfig, fontProviders } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { builtSiteFiles } from './src/markdown/built-site-files.ts';
import { failOnMathErrors } from './src/markdown/fail-on-math-errors.ts';
import { katexWoff2Only } from './src/markdown/katex-woff2-only.ts';
import { rehypeBaseLinks } from './src/markdown/rehype-base-links.ts';
import { rehypeKeepPunctuation } from './src/markdown/rehype-keep-punctuation.ts';
import { remarkLessonComponents } from './src/markdown/remark-lesson-components.ts';
import { remarkLessonFacts } from './src/markdown/remark-lesson-facts.ts';

// A fork deploys under its own address: SITE_URL and BASE_PATH come from the environment, nothing is edited.
const site = process.env.SITE_URL || undefined;
const base = process.env.BASE_PATH || '/what-convnets-learn';

const font = (name) => [`./src/assets/fonts/${name}.woff2`];

export default defineConfig({
  site,
  base,
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  prefetch: { prefetchAll: true, defaultStrategy: 'hover' },
  markdown: {
    syntaxHighlight: false,
    processor: unified({
      remarkPlugins: [remarkMath, remarkLessonFacts, remarkLessonComponents],
      rehypePlugins: [
        rehypeHeadingIds,
        rehypeKatex,
        failOnMathErrors,
        [rehypeBaseLinks, base],
        rehypeKeepPunctuation,
      ],
      smartypants: true,
    }),
  },
  integrations: [mdx(), svelte(), builtSiteFiles()],
  fonts: [
    {
      provider: fontProviders.local(),
      name: 'Source Serif',
      cssVariable: '--font-body',
      fallbacks: ['Georgia', 'serif'],
      options: {
        variants: [
          { src: font('serif'), weight: '400 700', style: 'normal' },
          { src: font('serif-italic'), weight: '400', style: 'italic' },
        ],
      },
    },
    {
      provider: fontProviders.local(),
      name: 'Source Serif Display',
      cssVariable: '--font-display',
      fallbacks: ['Georgia', 'serif'],
      options: { variants: [{ src: font('display'), weight: '560', style: 'normal' }] },
    },
    {
      provider: fontProviders.local(),
      name: 'Inter',
      cssVariable: '--font-ui',
      fallbacks: ['system-ui', 'sans-serif'],
      options: { variants: [{ src: font('sans'), weight: '400 700', style: 'normal' }] },
    },
  ],
  vite: {
    plugins: [katexWoff2Only()],
    build: { assetsInlineLimit: 0 },
    worker: { format: 'es' },
    optimizeDeps: {
      include: [
        '@tensorflow/tfjs-core',
        '@tensorflow/tfjs-core/dist/register_all_gradients.js',
        '@tensorflow/tfjs-layers',
        '@tensorflow/tfjs-backend-webgl',
      ],
    },
  },
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "worker-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
      ],
      styleDirective: {
        resources: [
          { resource: "'self'", kind: 'element' },
          { resource: "'unsafe-inline'", kind: 'attribute' },
        ],
      },
      scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'"] },
    },
  },
});
