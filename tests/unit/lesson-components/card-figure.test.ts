import { describe, expect, it } from 'vitest';
import { cardFigure, modelCard, pageCards } from '#lesson-components/card-figure';

describe('cardFigure', () => {
  const faces = modelCard('faces');
  const pictures = modelCard('pictures');

  it('gives a figure of a card, as it is or as it is written', () => {
    const accuracy = pictures?.network === 'pictures' ? pictures.test.accuracy : Number.NaN;
    expect(cardFigure('pictures', 'test.accuracy')).toBe(String(accuracy));
    expect(cardFigure('pictures', 'test.accuracy', 'percent')).toBe(`${(100 * accuracy).toFixed(1)}\u00a0%`);
    expect(cardFigure('pictures', 'test.accuracy', 'decimal', 2)).toBe(accuracy.toFixed(2));
    expect(cardFigure('pictures', 'training.pictures', 'count')).toBe('12,000');
  });

  it('finds an entry of a list by its name, or by its place', () => {
    const test = faces?.network === 'faces' ? faces.test : undefined;
    const darkest = test!.skinTones.at(-1)!;
    const figure = (name: string) => cardFigure('faces', `test.skinTones.${name}.falseReject.value`);
    expect(figure(darkest.name)).toBe(String(darkest.falseReject.value));
    expect(figure('5')).toBe(figure(darkest.name));
    const hat = test!.conditions.find(({ condition }) => condition === 'hat')!.splits[1]!;
    expect(cardFigure('faces', 'test.conditions.hat.splits.on one or both.samePairs', 'count')).toBe(
      hat.samePairs.toLocaleString('en-GB'),
    );
  });

  it('stops the build for a card or a figure that is not there', () => {
    expect(() => cardFigure('nobody', 'test.accuracy')).toThrow(/no card/);
    expect(() => cardFigure('pictures', 'test.acuracy')).toThrow(/no such number/);
    expect(() => cardFigure('faces', 'test.skinTones.green.falseReject.value')).toThrow(/no such number/);
    expect(() => cardFigure('faces', 'test.skinTones')).toThrow(/no such number/);
  });
});

describe('pageCards', () => {
  it('gives the cards of all networks that a page tells of', () => {
    const networks = (page: string) => pageCards(page).map(({ network }) => network);
    expect(networks('faces')).toEqual(['faces']);
    expect(networks('scans')).toEqual(['scans-2d', 'scans-3d']);
    expect(networks('nobody')).toEqual([]);
  });
});
