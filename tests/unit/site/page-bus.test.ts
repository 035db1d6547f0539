import { beforeEach, describe, expect, test, vi } from 'vitest';

type Bus = typeof import('../../../src/site/page-bus.ts');
let bus: Bus;

beforeEach(async () => {
  vi.resetModules();
  vi.stubGlobal('document', new EventTarget());
  bus = await import('../../../src/site/page-bus.ts');
});

describe('announcements', () => {
  test('reach those who listen to that widget, and only those', () => {
    const heard = vi.fn();
    const other = vi.fn();
    bus.onAnnounce('tuning', heard);
    bus.onAnnounce('unit-hunt', other);
    bus.announce('tuning', { options: { yaw: 10 }, values: { response: 1.5 } });
    expect(heard).toHaveBeenCalledExactlyOnceWith({ options: { yaw: 10 }, values: { response: 1.5 } });
    expect(other).not.toHaveBeenCalled();
  });

  test('are kept for a listener that comes later', () => {
    bus.announce('tuning', { options: { yaw: 10 }, values: {} });
    bus.announce('tuning', { options: { yaw: 20 }, values: {} });
    const heard = vi.fn();
    bus.onAnnounce('tuning', heard);
    expect(heard).toHaveBeenCalledExactlyOnceWith({ options: { yaw: 20 }, values: {} });
    expect(bus.lastAnnouncement('tuning')?.options).toEqual({ yaw: 20 });
    expect(bus.lastAnnouncement('unit-hunt')).toBeUndefined();
  });

  test('end when the listener stops', () => {
    const heard = vi.fn();
    bus.onAnnounce('tuning', heard)();
    bus.announce('tuning', { options: {}, values: {} });
    expect(heard).not.toHaveBeenCalled();
  });
});

describe('requests', () => {
  test('go to the widget that listens, once', () => {
    const set = vi.fn();
    bus.onSet('tuning', set);
    bus.requestSet('tuning', { yaw: 30 });
    expect(set).toHaveBeenCalledExactlyOnceWith({ yaw: 30 });
    const late = vi.fn();
    bus.onSet('tuning', late);
    expect(late).not.toHaveBeenCalled();
  });

  test('wait together for a widget that is not there yet, the later value winning', () => {
    bus.requestSet('tuning', { yaw: 30, layer: 'conv5' });
    bus.requestSet('tuning', { yaw: 40 });
    const set = vi.fn();
    bus.onSet('tuning', set);
    expect(set).toHaveBeenCalledExactlyOnceWith({ yaw: 40, layer: 'conv5' });
    const next = vi.fn();
    bus.onSet('tuning', next);
    expect(next).not.toHaveBeenCalled();
  });

  test('wait again after the widget has gone', () => {
    const gone = vi.fn();
    bus.onSet('tuning', gone)();
    bus.requestSet('tuning', { yaw: 1 });
    const set = vi.fn();
    bus.onSet('tuning', set);
    expect(gone).not.toHaveBeenCalled();
    expect(set).toHaveBeenCalledExactlyOnceWith({ yaw: 1 });
  });
});

test('highlights reach the widget and end with null', () => {
  const seen: (string | null)[] = [];
  const stop = bus.onHighlight('receptive-field', (thing) => seen.push(thing));
  bus.highlight('receptive-field', 'size');
  bus.highlight('tuning', 'curve');
  bus.highlight('receptive-field', null);
  stop();
  bus.highlight('receptive-field', 'jump');
  expect(seen).toEqual(['size', null]);
});

test('options match when every wanted value is the announced one, as written in a link', () => {
  const announced = { layer: 'conv5', unit: 12, crisp: true };
  expect(bus.optionsMatch(announced, { layer: 'conv5', unit: '12' })).toBe(true);
  expect(bus.optionsMatch(announced, { crisp: 'true' })).toBe(true);
  expect(bus.optionsMatch(announced, { layer: 'conv5', unit: 13 })).toBe(false);
  expect(bus.optionsMatch(announced, { seed: 1 })).toBe(false);
  expect(bus.optionsMatch(announced, {})).toBe(true);
});

test('without a document (while the page is built) nothing is heard and nothing breaks', async () => {
  vi.stubGlobal('document', undefined);
  const heard = vi.fn();
  const stop = bus.onHighlight('tuning', heard);
  bus.highlight('tuning', 'curve');
  stop();
  expect(heard).not.toHaveBeenCalled();
});
