import { givenOptions, type Parameter, type Shape, type Tensor } from "@descent/core";
import type { BuildContext, BuiltLayer, Layer, LayerInput, Mode, NamedTensor } from "../layer.ts";
import { buildChild, childNames, containerLabel } from "./_children.ts";
import { requireLayer } from "../_require_options.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode masking}.
 *
 * @category Composition
 */
export interface MaskingOptions {
  /** The index, or the value of all features, that marks a step as padding, a finite number; default 0. */
  readonly padding?: number;
  /** Name within the network; default `masking` and its number. */
  readonly name?: string;
}

/**
 * Sequences of different lengths: marks the padding in its input, for the layers inside to pass over.
 *
 * A step is padding where its index is `padding`, in input of indices [N, T], or where all its features are, in input
 * of numbers [N, T, D]. The layers inside read the marks as {@linkcode BuildContext.paddingMask}: recurrent layers
 * hand their state on past padding and give 0 there, attention looks at no key there, and
 * {@linkcode lastStep} takes the last step that is none. Padding may stand at either end.
 *
 * @category Composition
 * @param body The layer inside, most often a {@linkcode sequential}; keeps the number of steps until its last layer.
 * @param options What marks padding, and name.
 * @returns The layer, which takes and gives what the body does.
 * @throws {RangeError} When `padding` is not finite.
 * @throws {TypeError} When it is built for an input that is neither [N, T] nor [N, T, D].
 *
 * @example A short sequence beside a long one
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, constant, masking, rnn } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const one = constant({ value: 1 }), zero = constant({ value: 0 });
 * const sum = rnn({ units: 1, activation: "relu", inputWeight: one, recurrentWeight: one, bias: zero });
 * const built = buildLayer(masking(sum), [2, 3, 1], { arena, needsInputGradient: false });
 * const x = arena.from([1, 10, 100, 7, 0, 0], [2, 3, 1]);
 * assertEquals([...built.forward(x, "eval").data], [1, 11, 111, 7, 0, 0]);
 * ```
 */
export function masking(body: Layer, options: MaskingOptions = {}): Layer {
  const { padding = 0, name } = givenOptions("masking", options);
  const label = containerLabel("Masking", name ?? "");
  if (!Number.isFinite(padding)) {
    throw new RangeError(
      `${label}: expected padding to be finite, got ${padding}; give the index or value that marks it`,
    );
  }
  requireLayer(label, "body", body);
  return configured("masking", { body, padding, name }, {
    kind: "masking",
    name,
    indexCount: body.indexCount,
    build: (input, context) => new BuiltMasking(body, padding, input, context),
  });
}

class BuiltMasking implements BuiltLayer {
  readonly output: Shape;
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly NamedTensor[];
  readonly keepsOutputGradient: boolean;
  readonly #body: BuiltLayer;
  readonly #padding: number;
  readonly #mask: Tensor<"i32">;

  constructor(body: Layer, padding: number, input: Shape, context: BuildContext) {
    const axes = body.indexCount === undefined ? 3 : 2;
    if (input.length !== axes) {
      throw new TypeError(
        `${containerLabel("Masking", context.path)}: expected input ${
          axes === 2 ? "of indices [N, T]" : "[N, T, D]"
        }, got [${["N", ...input.slice(1)].join(", ")}]; check the shape of the input`,
      );
    }
    const [N, T] = input, { needsInputGradient } = context;
    const [name] = childNames("Masking", context.path, [body]);
    this.#padding = padding;
    this.#mask = context.arena.tensor([N, T], "i32");
    this.#body = buildChild(body, input, { ...context, paddingMask: this.#mask }, {
      name,
      needsInputGradient,
    });
    this.output = this.#body.output;
    this.parameters = this.#body.parameters;
    this.buffers = this.#body.buffers;
    this.keepsOutputGradient = this.#body.keepsOutputGradient ?? false;
  }

  forward(x: LayerInput, mode: Mode): Tensor {
    const { data } = x, mask = this.#mask.data;
    const steps = x.shape[0] * x.shape[1], D = x.size / steps;
    for (let step = 0; step < steps; step++) {
      let d = 0;
      while (d < D && data[step * D + d] === this.#padding) d++;
      mask[step] = d === D ? 1 : 0;
    }
    return this.#body.forward(x, mode);
  }

  backward(dy: Tensor): Tensor | undefined {
    return this.#body.backward(dy);
  }
}
