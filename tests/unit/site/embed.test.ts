import vm from 'node:vm';
import { describe, expect, it } from 'vitest';
import { EMBED_LISTENER, type EmbedChoice, embedAddress, embedFrame, HEIGHT_MESSAGE } from '#site/embed';

const choice: EmbedChoice = {
  address: 'https://a.example/course/embed/tuning/',
  widget: 'tuning',
  title: 'How one unit is “tuned" & turned',
  theme: 'auto',
  hide: [],
  height: 700.2,
};

describe('embedAddress', () => {
  it('leaves defaults out', () => {
    expect(embedAddress(choice)).toBe('https://a.example/course/embed/tuning/');
  });

  it('writes the theme and the hidden parts, and keeps the options of the widget', () => {
    const address = `${choice.address}?tuning.vary=yaw&theme=light&hide=title#tuning`;
    expect(embedAddress({ ...choice, address, theme: 'dark', hide: ['controls', 'caption'] })).toBe(
      'https://a.example/course/embed/tuning/?tuning.vary=yaw&theme=dark&hide=controls,caption',
    );
  });
});

describe('embedFrame', () => {
  it('is safe in HTML, and has a title and a height', () => {
    const html = embedFrame({ ...choice, theme: 'light', hide: ['title'] });
    expect(html).toContain('src="https://a.example/course/embed/tuning/?theme=light&amp;hide=title"');
    expect(html).toContain('title="How one unit is “tuned&quot; &amp; turned"');
    expect(html).toContain('height="701"');
  });
});

describe('the listener of the page around', () => {
  const frames = [0, 1].map(() => ({ contentWindow: {}, style: {} as { height?: string } }));
  let hear: (event: { source: unknown; data: unknown }) => void = () => {};
  vm.runInNewContext(EMBED_LISTENER.replace(/<\/?script>/g, ''), {
    addEventListener: (_: string, listener: typeof hear) => {
      hear = listener;
    },
    document: { querySelectorAll: () => frames },
  });

  it('sets the height of the frame that spoke, and of no other', () => {
    hear({ source: frames[1]!.contentWindow, data: { type: HEIGHT_MESSAGE, height: 812 } });
    expect(frames.map(({ style }) => style.height)).toEqual([undefined, '812px']);
  });

  it.each([
    [{ type: HEIGHT_MESSAGE, height: 900 }, {}],
    [{ type: HEIGHT_MESSAGE, height: '100vh; color: red' }, frames[1]!.contentWindow],
    [{ type: HEIGHT_MESSAGE, height: 1e9 }, frames[1]!.contentWindow],
    [{ type: 'other', height: 900 }, frames[1]!.contentWindow],
    [null, frames[1]!.contentWindow],
  ])('passes over %o', (data, source) => {
    hear({ source, data });
    expect(frames.map(({ style }) => style.height)).toEqual([undefined, '812px']);
  });
});
