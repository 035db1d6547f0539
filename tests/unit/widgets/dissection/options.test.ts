import { describe, expect, it } from 'vitest';
import { applyRequest } from '#site/request-options';
import { defaultOptions, readOptions } from '#site/view-options';
import { type DissectionOptions, SPECS, settled, WIDGET } from '#widgets/dissection/options';

const defaults = defaultOptions(SPECS) as DissectionOptions;
const opened = {
  ...defaults,
  layer: 'conv2',
  concept: 'part-eye',
  unit: 8,
  compare: 'part-wheel',
  picture: 3,
};

/** As the widget takes a request. */
const request = (before: typeof defaults, wanted: Record<string, string | number>) =>
  settled(before, applyRequest(SPECS, before, wanted));

describe('settled', () => {
  it('closes the unit and forgets the concept on another layer', () => {
    expect(request(opened, { layer: 'conv5' })).toMatchObject({
      layer: 'conv5',
      concept: 'largest',
      unit: -1,
      compare: 'label',
      picture: 0,
    });
  });

  it('keeps what the request names', () => {
    const wanted = { layer: 'conv5', unit: 86, compare: 'object-car', picture: 2 };
    expect(request(opened, wanted)).toMatchObject(wanted);
  });

  it('forgets what was picked in one unit when another is opened', () => {
    expect(request(opened, { unit: 9 })).toMatchObject({
      layer: 'conv2',
      unit: 9,
      compare: 'label',
      picture: 0,
    });
    expect(request(opened, { unit: 8, picture: 5 })).toMatchObject({ compare: 'part-wheel', picture: 5 });
  });

  it('takes the nearest unit that the layer has', () => {
    expect(request(opened, { layer: 'conv1', unit: 99 }).unit).toBe(15);
  });
});

describe('options from a link', () => {
  it('are legal, whatever stands there', () => {
    const search =
      '?dissection.layer=conv9&dissection.concept=part-unicorn&dissection.unit=-7&dissection.pictures=300&dissection.picture=99';
    expect(readOptions(WIDGET, SPECS, search)).toEqual({ ...defaults, pictures: 256, picture: 8 });
    expect(readOptions(WIDGET, SPECS, '?dissection.pictures=999999').pictures).toBe(2048);
  });
});
