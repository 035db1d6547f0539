import { expect, test } from 'vitest';
import { setLink } from '../../../src/lesson-components/set-link.ts';

const known = ['patch-explorer', 'tuning'];

test('the link has every option in the query and the widget as its target', () => {
  expect(setLink('patch-explorer', { layer: 'conv5', unit: 12, crisp: true }, known, '/')).toEqual({
    href: '?patch-explorer.layer=conv5&patch-explorer.unit=12&patch-explorer.crisp=true#patch-explorer',
    wanted: { layer: 'conv5', unit: 12, crisp: true },
  });
});

test('options that are undefined are left out', () => {
  expect(setLink('tuning', { yaw: 10, pitch: undefined }, known, '/').wanted).toEqual({ yaw: 10 });
});

test('a widget that is not there, no option, and an option without a form in a link fail the build', () => {
  expect(() => setLink('tunning', { yaw: 1 }, known, '/lessons/1/')).toThrow('no such widget');
  expect(() => setLink('tuning', {}, known, '/lessons/1/')).toThrow('/lessons/1/');
  expect(() => setLink('tuning', { yaw: {} as never }, known, '/')).toThrow('yaw');
});
