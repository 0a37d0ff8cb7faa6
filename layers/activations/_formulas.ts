import { constantExpression, type Expression } from "@descent/core";
import { nanUnlessFinite } from "./nan_unless_finite.ts";

/** Value and derivative of a function of one number, for the layers that are built on it. */
export interface Formula {
  readonly value: (x: Expression) => Expression;
  /** Its derivative; for a NaN or infinite x any number. */
  readonly slope: (x: Expression) => Expression;
}

/** `max(x, 0)` */
export const rectifier: Formula = {
  value: (x) => x.max(0),
  slope: (x) => x.greater(0).select(1, 0),
};

/** `σ(x)` */
export const logistic: Formula = {
  value: (x) => x.sigmoid().add(nanUnlessFinite(x)),
  slope(x) {
    // The same on both sides of 0, and of the sizes of the exponential only the one that cannot overflow.
    const e = x.abs().neg().exp();
    return e.div(e.add(1).square());
  },
};

/** `x σ(x)` */
export const swish: Formula = {
  value: (x) => x.mul(x.sigmoid()),
  // σ(−x) and not 1 − σ(x), which has no digits left where x is far above 0.
  slope: (x) => x.sigmoid().mul(x.mul(x.neg().sigmoid()).add(1)),
};

/** `x Φ(x)` */
export const gaussianError: Formula = {
  value: (x) => x.mul(normalDistribution(x)),
  slope: (x) => normalDistribution(x).add(x.mul(normalDensity(x))),
};

/** Φ(x). From erfc, since 1 + erf has no digits left where x is far below 0. */
function normalDistribution(x: Expression): Expression {
  return x.mul(-Math.SQRT1_2).erfc().mul(0.5);
}

/** φ(x) */
function normalDensity(x: Expression): Expression {
  return x.square().mul(-0.5).exp().mul(1 / Math.sqrt(2 * Math.PI));
}

const cubic = 0.044715, twiceRoot = 2 * Math.sqrt(2 / Math.PI);

/** `½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))` */
export const gaussianErrorByTanh: Formula = {
  value: (x) => x.div(approximateOdds(x).add(1)),
  slope(x) {
    // Beyond 10 the slope is 0 or 1, and the cube of the largest numbers would make it NaN.
    const bounded = x.max(-10).min(10);
    const odds = approximateOdds(bounded), probability = odds.add(1).reciprocal();
    const steepness = bounded.square().mul(3 * cubic).add(1).mul(twiceRoot);
    return probability.add(bounded.mul(steepness).mul(probability).mul(odds.mul(probability)));
  },
};

/** (1 − p) / p for p = ½ (1 + tanh u), which is exp(−2u): 1 + tanh has no digits left where u is far below 0. */
function approximateOdds(x: Expression): Expression {
  return x.mul(constantExpression(1).add(x.square().mul(cubic))).mul(-twiceRoot).exp();
}
