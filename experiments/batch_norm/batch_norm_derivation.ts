import { createEngine, numericGradient, randomStream, relativeError } from "@descent/core";
import { batchNorm, buildLayer } from "@descent/layers";
import type { DerivationStep } from "@descent/reports";
import { type BatchNormFormulas, batchNormFormulas, type FlatValues } from "@descent/verify";

const N = 8;
const D = 5;
/** Larger than in practice, so that an epsilon in a wrong place would show. */
const EPSILON = 0.1;
/** Largest error that central differences with a step of 1e-5 leave. */
const BOUND = 1e-7;
/** Largest error that the order of additions leaves. */
const ROUNDING = 1e-12;

/**
 * The derivation of batch normalization, each formula with the relative error of its partial derivative against
 * central differences in f64, on normal random numbers. It is computed here, whenever it is called.
 *
 * @param seed Seed of the random numbers.
 * @param formulas The formulas to check; default those that are right.
 * @returns The steps, the layer's own backward last.
 */
export function batchNormDerivation(
  seed: number,
  formulas: BatchNormFormulas = batchNormFormulas({ N, D, epsilon: EPSILON }),
): DerivationStep[] {
  using engine = createEngine();
  using arena = engine.arena();
  const random = randomStream({ seed });
  const draw = (name: string, size: number, mean = 0): FlatValues => {
    const values = new Float64Array(size);
    random.split(name).fillNormal(values, mean, 1);
    return values;
  };
  const x = draw("x", N * D, 1), dy = draw("dy", N * D);
  const gain = draw("gain", D), bias = draw("bias", D), weights = draw("weights", D);
  const { mean: meanOf, variance: varianceOf, normalized: normalize, output } = formulas;
  const mean = meanOf(x), variance = varianceOf(x, mean);
  const normalized = normalize(x, mean, variance);

  const first = output(normalized, gain, bias);
  // Less its value at the first output, so that differences of losses lose no digits.
  const loss = (y: FlatValues): number => dot(y.map((value, i) => value - first[i]), dy);
  const numeric = (evaluate: (values: FlatValues) => number, at: FlatValues): FlatValues => {
    const tensor = arena.from(at, [at.length], "f64");
    return numericGradient(() => evaluate(Float64Array.from(tensor.data)), tensor);
  };
  const check = (
    name: string,
    analytic: FlatValues,
    evaluate: (values: FlatValues) => number,
    at: FlatValues,
  ) => ({
    name: `relative error of ${name} against central differences`,
    value: relativeError(analytic, numeric(evaluate, at)),
    bound: BOUND,
  });
  const lossFromMean = (x: FlatValues, mean: FlatValues): number =>
    loss(output(normalize(x, mean, varianceOf(x, mean)), gain, bias));
  const lossFromInput = (x: FlatValues): number => lossFromMean(x, meanOf(x));

  const dNormalized = formulas.normalizedGradient(dy, gain);
  const dVariance = formulas.varianceGradient(dNormalized, x, mean, variance);
  const dMean = formulas.meanGradient(dNormalized, dVariance, x, mean, variance);
  const steps = { dNormalized, dVariance, dMean };
  const inverse = Float64Array.from(dy, (value, i) => value / Math.sqrt(variance[i % D] + EPSILON));

  const layer = buildLayer(batchNorm({ epsilon: EPSILON }), [N, D], { arena, dtype: "f64" });
  const [{ value: layerGain, gradient: layerGainGradient }, layerBias] = layer.parameters;
  layerGain.data.set(gain);
  layerBias.value.data.set(bias);
  const layerOutput = (x: FlatValues): FlatValues =>
    Float64Array.from(layer.forward(arena.from(x, [N, D], "f64"), "train").data);
  const y = layerOutput(x);
  const dx = Float64Array.from(layer.backward(arena.from(dy, [N, D], "f64"))!.data);
  const layerGradients = Float64Array.of(
    ...dx,
    ...layerGainGradient.data,
    ...layerBias.gradient.data,
  );
  const layerNumeric = Float64Array.of(
    ...numeric((x) => loss(layerOutput(x)), x),
    ...numeric((gain) => loss(output(normalized, gain, bias)), gain),
    ...numeric((bias) => loss(output(normalized, gain, bias)), bias),
  );

  return [
    {
      text: "The mean of a feature over the minibatch; each input contributes its N-th part.",
      formula:
        "\\mu = \\frac1N \\sum_n x_n, \\qquad \\frac{\\partial \\mu}{\\partial x_n} = \\frac1N",
      check: check("∂μ/∂x", formulas.meanBackward(weights), (x) => dot(meanOf(x), weights), x),
    },
    {
      text:
        "The variance. It depends on each input directly and through μ, but what comes through μ is " +
        "a multiple of `Σ (x − μ) = 0`.",
      formula: "\\sigma^2 = \\frac1N \\sum_n (x_n - \\mu)^2, \\qquad " +
        "\\frac{\\partial \\sigma^2}{\\partial x_n} = \\frac2N (x_n - \\mu)",
      check: check(
        "∂σ²/∂x",
        formulas.varianceBackward(weights, x, mean),
        (x) => dot(varianceOf(x, meanOf(x)), weights),
        x,
      ),
    },
    {
      text:
        "The normalized input, with μ and σ² held for the moment; ε keeps it finite where a feature never varies.",
      formula: "\\hat x_n = \\frac{x_n - \\mu}{\\sqrt{\\sigma^2 + \\epsilon}}, \\qquad " +
        "\\frac{\\partial \\hat x_n}{\\partial x_n}\\bigg|_{\\mu, \\sigma^2} = \\frac{1}{\\sqrt{\\sigma^2 + \\epsilon}}",
      check: check("∂x̂/∂x", inverse, (x) => dot(normalize(x, mean, variance), dy), x),
    },
    {
      text: "The output: gain and bias can undo the normalization, if that is better.",
      formula: "y_n = \\gamma \\hat x_n + \\beta",
      check: {
        name: "relative error of the layer's output against these four formulas",
        value: relativeError(y, first),
        bound: ROUNDING,
      },
    },
    {
      text: "Back from the loss. The bias is added to every output.",
      formula: "\\frac{\\partial L}{\\partial \\beta} = \\sum_n \\frac{\\partial L}{\\partial y_n}",
      check: check("dβ", formulas.biasGradient(dy), (b) => loss(output(normalized, gain, b)), bias),
    },
    {
      text: "The gain multiplies every normalized input.",
      formula:
        "\\frac{\\partial L}{\\partial \\gamma} = \\sum_n \\frac{\\partial L}{\\partial y_n} \\hat x_n",
      check: check(
        "dγ",
        formulas.gainGradient(dy, normalized),
        (g) => loss(output(normalized, g, bias)),
        gain,
      ),
    },
    {
      text: "And is multiplied by it.",
      formula:
        "\\frac{\\partial L}{\\partial \\hat x_n} = \\gamma \\frac{\\partial L}{\\partial y_n}",
      check: check("dx̂", dNormalized, (values) => loss(output(values, gain, bias)), normalized),
    },
    {
      text: "Every normalized input of the minibatch depends on the variance.",
      formula:
        "\\frac{\\partial L}{\\partial \\sigma^2} = -\\frac12 (\\sigma^2 + \\epsilon)^{-3/2} " +
        "\\sum_n \\frac{\\partial L}{\\partial \\hat x_n} (x_n - \\mu)",
      check: check(
        "dσ²",
        dVariance,
        (variance) => loss(output(normalize(x, mean, variance), gain, bias)),
        variance,
      ),
    },
    {
      text: "And on the mean, directly and through the variance; the second sum is 0 again.",
      formula: "\\frac{\\partial L}{\\partial \\mu} = -\\frac{1}{\\sqrt{\\sigma^2 + \\epsilon}} " +
        "\\sum_n \\frac{\\partial L}{\\partial \\hat x_n} " +
        "- \\frac2N \\frac{\\partial L}{\\partial \\sigma^2} \\sum_n (x_n - \\mu)",
      check: check("dμ", dMean, (mean) => lossFromMean(x, mean), mean),
    },
    {
      text: "An input acts in three ways: by itself, through the variance and through the mean.",
      formula: "\\frac{\\partial L}{\\partial x_n} = " +
        "\\frac{\\partial L}{\\partial \\hat x_n} \\frac{1}{\\sqrt{\\sigma^2 + \\epsilon}} " +
        "+ \\frac{\\partial L}{\\partial \\sigma^2} \\frac2N (x_n - \\mu) " +
        "+ \\frac{\\partial L}{\\partial \\mu} \\frac1N",
      check: check("dx", formulas.inputGradient(steps, x, mean, variance), lossFromInput, x),
    },
    {
      text:
        "With the steps before put in, the second term is `−x̂ · mean(dx̂ · x̂)` and the third `−mean(dx̂)`, both " +
        "over √(σ² + ε); and `dx̂ = γ dy`.",
      formula:
        "\\frac{\\partial L}{\\partial x_n} = \\frac{\\gamma}{\\sqrt{\\sigma^2 + \\epsilon}} " +
        "\\left( \\frac{\\partial L}{\\partial y_n} " +
        "- \\frac1N \\sum_m \\frac{\\partial L}{\\partial y_m} " +
        "- \\hat x_n \\frac1N \\sum_m \\frac{\\partial L}{\\partial y_m} \\hat x_m \\right)",
      check: check(
        "the simplified dx",
        formulas.simplifiedInputGradient(dy, normalized, gain, variance),
        lossFromInput,
        x,
      ),
    },
    {
      text:
        "Descent trains with a kernel of its own of the simplified form; in f64 it is the same code.",
      formula: "\\frac{\\partial L}{\\partial x}, \\quad \\frac{\\partial L}{\\partial \\gamma}, " +
        "\\quad \\frac{\\partial L}{\\partial \\beta}",
      check: {
        name: "relative error of the layer's backward against central differences",
        value: relativeError(layerGradients, layerNumeric),
        bound: BOUND,
      },
    },
  ];
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
