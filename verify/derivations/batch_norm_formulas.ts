/**
 * FlatValues of [N, D] or of [D], flat.
 *
 * @category Derivations
 */
export type FlatValues = Float64Array;

/**
 * Size of the batch N, number of features D, and what is added to the variance.
 *
 * @category Derivations
 */
export interface BatchNormSizes {
  /** Examples. */
  readonly N: number;
  /** Features. */
  readonly D: number;
  /** Added to the variance. */
  readonly epsilon: number;
}

/**
 * Batch normalization as it is derived: every step forward, and every partial derivative back.
 *
 * @category Derivations
 */
export interface BatchNormFormulas {
  /** μ [D]. */
  mean(x: FlatValues): FlatValues;
  /** ∂(Σ w μ)/∂x for weights w [D]. */
  meanBackward(w: FlatValues): FlatValues;
  /** σ² [D]. */
  variance(x: FlatValues, mean: FlatValues): FlatValues;
  /** ∂(Σ w σ²)/∂x for weights w [D], with μ following x. */
  varianceBackward(w: FlatValues, x: FlatValues, mean: FlatValues): FlatValues;
  /** x̂ [N, D]. */
  normalized(x: FlatValues, mean: FlatValues, variance: FlatValues): FlatValues;
  /** y [N, D]. */
  output(normalized: FlatValues, gain: FlatValues, bias: FlatValues): FlatValues;
  /** dβ [D]. */
  biasGradient(dy: FlatValues): FlatValues;
  /** dγ [D]. */
  gainGradient(dy: FlatValues, normalized: FlatValues): FlatValues;
  /** dx̂ [N, D]. */
  normalizedGradient(dy: FlatValues, gain: FlatValues): FlatValues;
  /** dσ² [D]. */
  varianceGradient(
    dNormalized: FlatValues,
    x: FlatValues,
    mean: FlatValues,
    variance: FlatValues,
  ): FlatValues;
  /** dμ [D], with σ² following μ. */
  meanGradient(
    dNormalized: FlatValues,
    dVariance: FlatValues,
    x: FlatValues,
    mean: FlatValues,
    variance: FlatValues,
  ): FlatValues;
  /** dx [N, D] from the steps before. */
  inputGradient(
    steps: {
      readonly dNormalized: FlatValues;
      readonly dVariance: FlatValues;
      readonly dMean: FlatValues;
    },
    x: FlatValues,
    mean: FlatValues,
    variance: FlatValues,
  ): FlatValues;
  /** dx [N, D] from dy. */
  simplifiedInputGradient(
    dy: FlatValues,
    normalized: FlatValues,
    gain: FlatValues,
    variance: FlatValues,
  ): FlatValues;
}

/**
 * Batch normalization, formula by formula as a derivation writes it and independent of the layer.
 *
 * @category Derivations
 * @param sizes Batch, features and epsilon.
 * @returns The formulas.
 *
 * @see S. Ioffe, C. Szegedy: "Batch normalization", ICML 2015, arXiv:1502.03167
 */
export function batchNormFormulas({ N, D, epsilon }: BatchNormSizes): BatchNormFormulas {
  const each = (value: (i: number, d: number) => number): FlatValues =>
    Float64Array.from({ length: N * D }, (_, i) => value(i, i % D));
  const feature = (value: (d: number) => number): FlatValues =>
    Float64Array.from({ length: D }, (_, d) => value(d));
  const sum = (d: number, value: (i: number) => number): number => {
    let total = 0;
    for (let n = 0; n < N; n++) total += value(n * D + d);
    return total;
  };
  const deviation = (variance: number): number => Math.sqrt(variance + epsilon);
  return {
    mean: (x) => feature((d) => sum(d, (i) => x[i]) / N),
    meanBackward: (w) => each((_, d) => w[d] / N),
    variance: (x, mean) => feature((d) => sum(d, (i) => (x[i] - mean[d]) ** 2) / N),
    varianceBackward: (w, x, mean) => each((i, d) => w[d] * 2 / N * (x[i] - mean[d])),
    normalized: (x, mean, variance) => each((i, d) => (x[i] - mean[d]) / deviation(variance[d])),
    output: (normalized, gain, bias) => each((i, d) => gain[d] * normalized[i] + bias[d]),
    biasGradient: (dy) => feature((d) => sum(d, (i) => dy[i])),
    gainGradient: (dy, normalized) => feature((d) => sum(d, (i) => dy[i] * normalized[i])),
    normalizedGradient: (dy, gain) => each((i, d) => gain[d] * dy[i]),
    varianceGradient: (dNormalized, x, mean, variance) =>
      feature((d) =>
        -0.5 * (variance[d] + epsilon) ** -1.5 * sum(d, (i) => dNormalized[i] * (x[i] - mean[d]))
      ),
    meanGradient: (dNormalized, dVariance, x, mean, variance) =>
      feature((d) =>
        -sum(d, (i) => dNormalized[i]) / deviation(variance[d]) -
        2 / N * dVariance[d] * sum(d, (i) => x[i] - mean[d])
      ),
    inputGradient: ({ dNormalized, dVariance, dMean }, x, mean, variance) =>
      each((i, d) =>
        dNormalized[i] / deviation(variance[d]) +
        dVariance[d] * 2 / N * (x[i] - mean[d]) +
        dMean[d] / N
      ),
    simplifiedInputGradient(dy, normalized, gain, variance) {
      const mean = feature((d) => sum(d, (i) => dy[i]) / N);
      const product = feature((d) => sum(d, (i) => dy[i] * normalized[i]) / N);
      return each((i, d) =>
        gain[d] / deviation(variance[d]) * (dy[i] - mean[d] - normalized[i] * product[d])
      );
    },
  };
}
