import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnScales, fitLogistic, logisticScore, logisticSteps, sigmoid } from '#math/logistic-regression';
import fixture from '../../fixtures/logistic.json' with { type: 'json' };

describe('fitLogistic', () => {
  it.each(fixture.problems.map((problem) => [problem.size, problem] as const))(
    'finds what scikit-learn finds for %i features',
    (size, { features, labels, l2, weights, bias, chances }) => {
      const x = Float64Array.from(features);
      const fit = fitLogistic(x, labels, size, { l2 });
      expect(fit.converged).toBe(true);
      expect(fit.bias).toBeCloseTo(bias, 4);
      for (const [k, weight] of weights.entries()) expect(fit.weights[k]).toBeCloseTo(weight, 4);
      for (const [i, chance] of chances.entries()) {
        expect(sigmoid(logisticScore(fit, x, i * size))).toBeCloseTo(chance, 5);
      }
    },
  );

  it('equals the closed form for one feature of two values: the log odds of each', () => {
    // x = 0: 1 of 4 positive, log odds −ln 3; x = 1: 3 of 4, log odds ln 3.
    const x = Float64Array.from([0, 0, 0, 0, 1, 1, 1, 1]);
    const { weights, bias } = fitLogistic(x, [1, 0, 0, 0, 1, 1, 1, 0], 1, { l2: 0 });
    expect(bias).toBeCloseTo(-Math.log(3), 8);
    expect(weights[0]).toBeCloseTo(2 * Math.log(3), 8);
  });

  it('ends where the gradient of loss and penalty is 0, whatever the data', () => {
    const row = fc.tuple(
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        fc.constantFrom(0.001, 0.1, 1),
        (rows, l2) => {
          const x = Float64Array.from(rows.flatMap((row) => [row[0], row[1]]));
          const y = rows.map(([, , label]) => (label ? 1 : 0));
          // All labels alike: the free bias runs off, and there is no minimum.
          fc.pre(y.includes(0) && y.includes(1));
          const fit = fitLogistic(x, y, 2, { l2 });
          for (let k = 0; k < 2; k++) {
            let slope = l2 * fit.weights[k]!;
            y.forEach((label, i) => {
              slope += ((sigmoid(logisticScore(fit, x, i * 2)) - label) * x[i * 2 + k]!) / y.length;
            });
            expect(Math.abs(slope)).toBeLessThan(1e-5);
          }
        },
      ),
    );
  });

  it('stays finite on separable data without a penalty, says that it did not arrive, and never ascends', () => {
    const steps = logisticSteps(Float64Array.from([-2, -1, 1, 2]), [0, 0, 1, 1], 1, {
      l2: 0,
      iterations: 12,
    });
    const losses: number[] = [];
    for (;;) {
      const { done, value } = steps.next();
      if (done) {
        expect(Number.isFinite(value.weights[0]!)).toBe(true);
        expect(value.converged).toBe(false);
        break;
      }
      losses.push(value.loss);
    }
    expect(losses.length).toBeGreaterThan(3);
    for (const [i, loss] of losses.slice(1).entries()) expect(loss).toBeLessThan(losses[i]!);
  });

  it('copes with a column that never varies and with labels that are all alike', () => {
    const fit = fitLogistic(Float64Array.from([1, 0, 1, 1, 1, 2]), [1, 1, 1], 2, { l2: 0.1 });
    expect([...fit.weights, fit.bias].every(Number.isFinite)).toBe(true);
    expect(fit.bias).toBeGreaterThan(5);
  });

  it('refuses shapes that do not fit, no examples, and a negative penalty', () => {
    expect(() => fitLogistic(new Float64Array(5), [1, 0], 2, { l2: 0 })).toThrow(RangeError);
    expect(() => fitLogistic(new Float64Array(0), [], 2, { l2: 0 })).toThrow(RangeError);
    expect(() => fitLogistic(new Float64Array(2), [1, 0], 1, { l2: -1 })).toThrow(RangeError);
    expect(() => fitLogistic(new Float64Array(2), [1, 0], 1, { l2: Number.NaN })).toThrow(RangeError);
  });
});

describe('sigmoid and columnScales', () => {
  it('σ is exact far out, and mirrors', () => {
    expect(sigmoid(0)).toBe(0.5);
    expect(sigmoid(-800)).toBe(0);
    expect(sigmoid(800)).toBe(1);
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), (z) => {
        expect(sigmoid(z) + sigmoid(-z)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('gives standard deviations, and 1 for what does not vary', () => {
    expect([...columnScales(Float64Array.from([1, 5, 3, 5]), 2)]).toEqual([1, 1]);
    expect(columnScales(Float64Array.from([0, 4]), 1)[0]).toBe(2);
  });
});
