import {
  givenOptions,
  type ImageLayout,
  type Parameter,
  type Shape,
  type Tensor,
} from "@descent/core";
import type { BuildContext, BuiltLayer, Layer, LayerInput, Mode, NamedTensor } from "../layer.ts";
import { buildChild, childNames, containerLabel } from "./_children.ts";
import { requireLayers } from "../_require_options.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode sequential}.
 *
 * @category Composition
 */
export interface SequentialOptions {
  /** Name within the network above; default `sequential` and its number. */
  readonly name?: string;
}

/**
 * Layers one after the other: `y = fₙ(… f₂(f₁(x)))`, itself a layer.
 *
 * Unnamed layers are called by kind and number, `affine1`, `relu1`, `affine2`, …; inside a named container their
 * names begin with its path, `block1/affine1`. Each layer draws from the random stream of its own name, so that
 * adding another one changes no weights but its own. An activation is left to the layer before it where that
 * layer can apply it while storing its output.
 *
 * @category Composition
 * @param layers The layers, first to last; none for the identity.
 * @param options Name of the container.
 * @returns The layer.
 * @throws {TypeError} When it is built and two layers have the same name, or a layer cannot take its shape.
 *
 * @example A network with one hidden layer
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { affine, buildLayer, relu, sequential } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const net = sequential([affine({ units: 100, name: "hidden1" }), relu(), affine({ units: 10 })]);
 * const built = buildLayer(net, [128, 784], { arena, needsInputGradient: false });
 * assertEquals(built.output, [128, 10]);
 * assertEquals(built.parameters.map(({ name }) => name), [
 *   "hidden1.weight",
 *   "hidden1.bias",
 *   "affine2.weight",
 *   "affine2.bias",
 * ]);
 * ```
 */
export function sequential(
  layers: readonly Layer[],
  options: SequentialOptions = {},
): Layer {
  const { name } = givenOptions("sequential", options);
  requireLayers("Sequential", "layers", layers);
  return configured("sequential", { layers, name }, {
    kind: "sequential",
    name,
    indexCount: layers[0]?.indexCount,
    blocks: blocksFrom(layers, 0),
    build: (input, context) => new BuiltSequential(layers, input, context),
  });
}

class BuiltSequential implements BuiltLayer {
  readonly output: Shape;
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly NamedTensor[];
  readonly keepsOutputGradient: boolean;
  readonly isChain = true;
  readonly outputLayout: ImageLayout;
  readonly #steps: readonly BuiltLayer[];

  constructor(layers: readonly Layer[], input: Shape, context: BuildContext) {
    const names = childNames("Sequential", context.path, layers);
    const steps: BuiltLayer[] = [], last = context.layouts?.output ?? "planes";
    let shape = input;
    let { needsInputGradient } = context;
    let layout = context.layouts?.input ?? "planes";
    for (let i = 0; i < layers.length; i++) {
      const layer = layers[i], name = names[i];
      if (i > 0 && layer.indexCount !== undefined) {
        throw new TypeError(
          `${
            containerLabel("Sequential", context.path)
          }: expected layers that take numbers after the first one, got '${
            names[i]
          }', which takes indices; put it first`,
        );
      }
      const next = layers[i + 1]?.activation;
      const activation = next !== undefined && layer.fusedActivations?.includes(next)
        ? next
        : undefined;
      if (activation !== undefined) i++;
      const reader = blocksFrom(layers, i + 1);
      const step = buildChild(layer, shape, context, {
        name,
        needsInputGradient,
        activation,
        layouts: {
          input: layout,
          output: reader === "keeps" ? last : reader === "takes" ? "blocks" : "planes",
        },
      });
      steps.push(step);
      shape = step.output;
      layout = step.outputLayout ?? "planes";
      needsInputGradient ||= step.parameters.length > 0;
    }
    this.outputLayout = layout;
    this.#steps = steps;
    this.output = shape;
    this.parameters = steps.flatMap(({ parameters }) => parameters);
    this.buffers = steps.flatMap(({ buffers }) => buffers);
    this.keepsOutputGradient = steps.at(-1)?.keepsOutputGradient ?? false;
  }

  forward(x: LayerInput, mode: Mode): Tensor {
    let y = x;
    for (let i = 0; i < this.#steps.length; i++) y = this.#steps[i].forward(y, mode);
    // Indices come only to a first layer that takes them, so what is left are numbers.
    return y as Tensor;
  }

  backward(dy: Tensor): Tensor | undefined {
    let gradient: Tensor | undefined = dy;
    for (let i = this.#steps.length - 1; i >= 0 && gradient !== undefined; i--) {
      gradient = this.#steps[i].backward(gradient);
    }
    return gradient;
  }
}

/** How the layers from one on treat images in blocks, one after the other: the first that does not keep them decides. */
function blocksFrom(layers: readonly Layer[], from: number): Layer["blocks"] {
  for (let i = from; i < layers.length; i++) {
    if (layers[i].blocks !== "keeps") return layers[i].blocks;
  }
  return "keeps";
}
