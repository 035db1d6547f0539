import { z } from 'astro/zod';
import { describe, expect, it } from 'vitest';
import { anId, checkProps } from '#lesson-components/props';
import { uniqueId } from '#lesson-components/unique-id';

const schema = z.strictObject({ id: anId, several: z.boolean().default(false) });

describe('checkProps', () => {
  it('gives the props with their defaults', () => {
    expect(checkProps('Check', schema, { id: 'a-1' })).toEqual({ id: 'a-1', several: false });
  });

  it('lets the class pass that a stylesheet adds', () => {
    expect(checkProps('Check', schema, { id: 'a', class: 'astro-x' })).toEqual({ id: 'a', several: false });
  });

  it.each([
    [{}, /<Check> in a lesson: id:/],
    [{ id: 'With Spaces' }, /id: needs small letters/],
    [{ id: 'a', sevral: true }, /sevral/],
    [{ id: 'a', several: 'yes' }, /several:/],
  ])('says what is wrong with %j', (props, reason) => {
    expect(() => checkProps('Check', schema, props)).toThrow(reason);
  });
});

describe('uniqueId', () => {
  it('never gives an id twice', () => {
    expect(uniqueId('x')).not.toBe(uniqueId('x'));
  });
});
