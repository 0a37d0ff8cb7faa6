import { formatShape, givenOptions, type Parameter, type Shape, type Tensor } from "@descent/core";
import { BatchViews } from "../_batch_views.ts";
import type { BuildContext, BuiltLayer, Layer, Mode, NamedTensor } from "../layer.ts";
import { buildChild, childNames, containerLabel } from "./_children.ts";
import { requireLayer } from "../_require_options.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode timeDistributed}.
 *
 * @category Composition
 */
export interface TimeDistributedOptions {
  /** Name within the network; default `timeDistributed` and its number. */
  readonly name?: string;
}

/**
 * A layer applied to each step of a sequence by itself: `y[n, t] = f(x[n, t])`.
 *
 * Forward and backward are the layer's own, on N · T examples. Steps of padding are not passed over.
 *
 * Takes [N, T, ...] and gives [N, T, ...], each step of the shape that the layer gives; its parameters are the layer's.
 *
 * @category Composition
 * @param body The layer for a step; its batch is all steps of all sequences.
 * @param options Name.
 * @returns The layer.
 * @throws {TypeError} When the layer takes indices, or is built for an input without steps.
 *
 * @example One affine layer for five steps
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { affine, buildLayer, timeDistributed } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(timeDistributed(affine({ units: 2 })), [3, 5, 4], { arena, needsInputGradient: false });
 * assertEquals(built.output, [3, 5, 2]);
 * assertEquals(built.parameters[0].value.shape, [4, 2]);
 * ```
 */
export function timeDistributed(body: Layer, options: TimeDistributedOptions = {}): Layer {
  const { name } = givenOptions("timeDistributed", options);
  requireLayer("TimeDistributed", "body", body);
  if (body.indexCount !== undefined) {
    throw new TypeError(
      `${
        containerLabel("TimeDistributed", name ?? "")
      }: expected a layer that takes numbers, got '${body.kind}', which takes indices; it takes [N, T] by itself`,
    );
  }
  return configured("timeDistributed", { body, name }, {
    kind: "timeDistributed",
    name,
    build: (input, context) => new BuiltTimeDistributed(body, input, context),
  });
}

class BuiltTimeDistributed implements BuiltLayer {
  readonly output: Shape;
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly NamedTensor[];
  readonly keepsOutputGradient: boolean;
  readonly #body: BuiltLayer;
  readonly #steps: BatchViews;
  readonly #sequences: BatchViews;
  readonly #outputGradients: BatchViews;
  readonly #inputGradients: BatchViews;

  constructor(body: Layer, input: Shape, context: BuildContext) {
    const [N, T, ...rest] = input, { needsInputGradient } = context;
    if (input.length < 3 || T === 0) {
      throw new TypeError(
        `${containerLabel("TimeDistributed", context.path)}: expected input [N, T, ...], got ${
          formatShape(["N", ...input.slice(1)])
        }; give the steps an axis`,
      );
    }
    const [name] = childNames("TimeDistributed", context.path, [body]);
    this.#body = buildChild(body, [N * T, ...rest], context, { name, needsInputGradient });
    const [, ...features] = this.#body.output;
    this.output = [N, T, ...features];
    this.parameters = this.#body.parameters;
    this.buffers = this.#body.buffers;
    this.keepsOutputGradient = this.#body.keepsOutputGradient ?? false;
    this.#steps = new BatchViews(rest);
    this.#sequences = new BatchViews([T, ...features]);
    this.#outputGradients = new BatchViews(features);
    this.#inputGradients = new BatchViews([T, ...rest]);
  }

  forward(x: Tensor, mode: Mode): Tensor {
    return this.#sequences.of(this.#body.forward(this.#steps.of(x), mode));
  }

  backward(dy: Tensor): Tensor | undefined {
    const dx = this.#body.backward(this.#outputGradients.of(dy));
    return dx === undefined ? undefined : this.#inputGradients.of(dx);
  }
}
