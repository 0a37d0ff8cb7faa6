import { createEngine } from "@descent/core";
import { buildLayer, relu, sigmoid } from "@descent/layers";
import { formatNumber, type LinePoint, type ReferenceRow, type Section } from "@descent/reports";
import type { BackwardDecay } from "./backward_decay.ts";
import { type Activation, ACTIVATIONS } from "./run_vanishing.ts";

const TITLES = { sigmoid: "sigmoid", relu: "relu" } as const;

/** The largest slope of each activation, as its derivative says. */
export const STEEPEST: Readonly<Record<Activation, number>> = { sigmoid: 1 / 4, relu: 1 };

/** A net's decay, with what it was measured on. */
export interface MeasuredDecay extends BackwardDecay {
  /** Activation of the hidden layers. */
  readonly activation: Activation;
  /** Standard deviation of its initial weights. */
  readonly weightScale: number;
}

/** The slope of an activation over its inputs, as its layer's backward gives it. */
export function slopes(activation: Activation): LinePoint[] {
  using engine = createEngine();
  using arena = engine.arena();
  const inputs = Float64Array.from({ length: 65 }, (_, index) => (index - 32) / 4);
  const shape = [1, inputs.length] as const;
  const layer = buildLayer(activation === "sigmoid" ? sigmoid() : relu(), shape, {
    arena,
    dtype: "f64",
  });
  layer.forward(arena.from(inputs, shape, "f64"), "train");
  const ones = arena.from(inputs.map(() => 1), shape, "f64");
  const { data } = layer.backward(ones)!;
  return [...inputs].map((x, index) => ({ x, y: data[index] }));
}

/** The slopes of both activations beside each other. */
export function slopesSection(): Section {
  return {
    kind: "lines",
    title: "Derivative of the activation, a factor of every step back",
    text:
      "The backward pass multiplies by it at every hidden layer. `σ′(z) = σ(z) σ(−z)` of the sigmoid is at most 1/4, at " +
      "z = 0, and falls off to both sides; that of relu is 0 or 1.",
    charts: [{
      title: "Derivative of the activation",
      x: { title: "Input z" },
      y: { title: "Derivative" },
      series: ACTIVATIONS.map((name) => ({
        name,
        title: TITLES[name],
        points: slopes(name),
      })),
    }],
  };
}

/** Measured ratios of neighbouring layers beside their bounds, a chart for each weight scale. */
export function decaySection(decays: readonly MeasuredDecay[], images: number): Section {
  return {
    kind: "lines",
    title: "Decay from layer to layer, and its bound",
    text: [
      "Norm of the gradient with respect to a hidden layer's `z`, over that of the layer after it, in nets with their " +
      "initial weights. From `∂L/∂z = f′(z) ⊙ (∂L/∂z₊ Wᵀ)` follows that this ratio is at most `max |f′| · ‖W‖₂`: a " +
      "quarter of the spectral norm of the weights between the two layers for the sigmoid, the whole of it for relu.",
      "So it is not the quarter alone: weights with a norm of 4 and more could make up for it, but such weights drive " +
      "the sigmoid where its derivative is far below 1/4.",
    ],
    charts: [...Map.groupBy(decays, ({ weightScale }) => weightScale)].map(([scale, own]) => ({
      title: `Weight scale ${scale}`,
      x: { title: "Hidden layer" },
      y: { title: "Ratio to the layer after it", scale: "log" },
      series: own.flatMap(({ activation, layers }) => [
        {
          name: activation,
          title: `${TITLES[activation]}, measured`,
          points: layers.map(({ layer, mean }) => ({ x: layer, y: mean })),
        },
        {
          name: `${activation} bound`,
          title: `${TITLES[activation]}, bound`,
          points: layers.map(({ layer, bound }) => ({ x: layer, y: bound })),
        },
      ]),
    })),
    note:
      `Means over ${images} training images, one at a time, in f64. An image whose loss has no gradient at all, as ` +
      "large scores may have it, is left out.",
  };
}

/** The same in numbers, with the decay through all hidden layers. */
export function decayTable(decays: readonly MeasuredDecay[]): Section {
  return {
    kind: "table",
    title: "Decay in numbers",
    terminal: ["Weight scale", "Activation", "First hidden layer over last"],
    columns: [
      { title: "Weight scale" },
      { title: "Activation" },
      { title: "Ratio from layer to layer, mean" },
      { title: "Largest" },
      { title: "Bound, mean" },
      { title: "Largest ratio to its bound", format: "percent" },
      { title: "First hidden layer over last" },
      { title: "Images", format: "count" },
    ],
    rows: decays.map(({ weightScale, activation, layers, whole, images }) => [
      weightScale,
      activation,
      layers.reduce((sum, { mean }) => sum + mean, 0) / layers.length,
      Math.max(...layers.map(({ largest }) => largest)),
      layers.reduce((sum, { bound }) => sum + bound, 0) / layers.length,
      shareOfBound([{ layers }]),
      whole,
      images,
    ]),
  };
}

/** The inline question's answer beside what was measured. */
export function answerSection(decays: readonly MeasuredDecay[]): Section {
  const steepest = Math.max(...slopes("sigmoid").map(({ y }) => y));
  const ratios = decays.reduce((sum, { layers, images }) => sum + images * layers.length, 0);
  const share = shareOfBound(decays);
  return {
    kind: "reference",
    title: "Inline question 1",
    source: "The course",
    rows: [
      {
        what: "Derivative of the sigmoid",
        reference: "at most 1/4, nearly 0 for large inputs",
        ours: `at most ${steepest} from −8 to 8, ${
          formatNumber(slopes("sigmoid")[0].y, "number")
        } at −8`,
        detail: "a property of the formula: no seed changes it",
        ...verdict(steepest <= 1 / 4),
      },
      {
        what: "A step back through one layer",
        reference: "at most max |f′| times the norm of its weights",
        ours: `at most ${formatNumber(share, "percent")} of that in ${
          formatNumber(ratios, "count")
        } ratios`,
        detail: "an inequality that holds for any weights: one ratio above would refute it",
        ...verdict(share <= 1),
      },
    ],
  };
}

/** The largest ratio over its bound. */
export function shareOfBound(decays: readonly Pick<BackwardDecay, "layers">[]): number {
  return Math.max(...decays.flatMap(({ layers }) => layers.map((own) => own.largest / own.bound)));
}

function verdict(holds: boolean): Pick<ReferenceRow, "verdict" | "tone"> {
  return holds ? { verdict: "confirmed", tone: "good" } : { verdict: "refuted", tone: "bad" };
}
