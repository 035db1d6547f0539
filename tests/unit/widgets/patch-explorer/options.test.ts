import { describe, expect, test } from 'vitest';
import { writeOptions } from '../../../../src/site/view-options.ts';
import {
  legalOptions,
  linkedOptions,
  optionSpecs,
  readLink,
  WIDGET,
} from '../../../../src/widgets/patch-explorer/options.ts';
import { PICTURE_LAYERS } from '../../../../src/widgets/shared/picture-layers.ts';

const specs = optionSpecs();
const read = (search: string) => legalOptions(readLink(specs, search), PICTURE_LAYERS);

describe('options in a link', () => {
  test('come back as they were written', () => {
    const options = {
      layer: 'conv4',
      unit: 12,
      view: 'detail',
      show: 'map',
      asNetwork: true,
      range: 9,
    } as const;
    expect(read(writeOptions(WIDGET, specs, options, ''))).toEqual(options);
  });

  test('of a tampered link go to the nearest legal ones', () => {
    const search =
      '?patch-explorer.layer=conv9&patch-explorer.unit=999&patch-explorer.range=-4&patch-explorer.show=%00';
    expect(read(search)).toEqual({
      layer: 'conv1',
      unit: 15,
      view: 'detail',
      show: 'patch',
      asNetwork: false,
      range: 0,
    });
    expect(read('?patch-explorer.layer=CONV6&patch-explorer.unit=127.4').unit).toBe(127);
  });

  test('that name a filter open it, unless they say otherwise', () => {
    expect(read('?patch-explorer.unit=3').view).toBe('detail');
    expect(read('?patch-explorer.unit=3&patch-explorer.view=grid').view).toBe('grid');
    expect(read('?patch-explorer.layer=conv2').view).toBe('grid');
  });

  test('of the grid leave the filter out', () => {
    const options = { ...read('?patch-explorer.layer=conv2&patch-explorer.unit=5'), view: 'grid' as const };
    expect(writeOptions(WIDGET, specs, linkedOptions(specs, options), '')).toBe(
      '?patch-explorer.layer=conv2',
    );
  });
});
