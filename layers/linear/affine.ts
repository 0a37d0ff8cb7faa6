import {
  columnSums,
  formatShape,
  givenOptions,
  matmul,
  matmulTransposedA,
  matmulTransposedB,
  type Parameter,
  reluColumnSums,
  type Shape,
  sizeOf,
  type Tensor,
} from "@descent/core";
import { createParameter } from "../initializers/create_parameter.ts";
import { RowViews } from "../row_views.ts";
import { zeros } from "../initializers/constant.ts";
import { heNormal } from "../initializers/he.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { BuildContext, BuiltLayer, FusedActivation, Layer } from "../layer.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode affine}.
 *
 * @category Linear and convolution
 */
export interface AffineOptions {
  /** Number of outputs (`out_features` in PyTorch), a whole number of at least 1. */
  readonly units: number;
  /** Name within the network; default `affine` and its number. */
  readonly name?: string;
  /** Initial values of the weight; default {@linkcode heNormal}. */
  readonly weight?: Initializer;
  /** Initial values of the bias, or false for a layer without one; default {@linkcode zeros}. */
  readonly bias?: Initializer | false;
  /** Role of the weight: `"output"` for the layer that gives a network's scores; default `"weight"`. */
  readonly role?: "weight" | "output";
}

/**
 * A fully connected layer: `y = x W + b`.
 *
 * Backward: `dx = dy Wᵀ`, `dW = xᵀ dy`, `db = Σₙ dy[n]`. A relu that follows in a sequential network is applied
 * while the product is stored.
 *
 * Takes [N, D] and gives [N, units]; parameters are `weight` [D, units], which decays, and `bias` [units], which
 * does not.
 *
 * @category Linear and convolution
 * @param options Number of outputs, name, initializers and role of the weight.
 * @returns The layer.
 * @throws {RangeError} When `units` is not a whole number of at least 1.
 * @throws {TypeError} When it is built for an input that is not [N, D].
 *
 * @example Two features summed
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { affine, buildLayer, constant } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const layer = affine({ units: 1, weight: constant({ value: 1 }), bias: constant({ value: 10 }) });
 * const built = buildLayer(layer, [2, 2], { arena });
 * const y = built.forward(arena.from([1, 2, 3, 4], [2, 2]), "eval");
 * assertEquals([...y.data], [13, 17]);
 * ```
 */
export function affine(options: AffineOptions): Layer {
  const { units, name, weight = heNormal(), bias = zeros(), role = "weight" } = givenOptions(
    "affine",
    options,
  );
  if (!(Number.isSafeInteger(units) && units >= 1)) {
    throw new RangeError(
      `Affine${
        name === undefined ? "" : ` '${name}'`
      }: expected units to be a whole number of at least 1, got ${units}; give the number of outputs`,
    );
  }
  if (role !== "weight" && role !== "output") {
    throw new TypeError(
      `Affine: expected role "weight" or "output", got ${role}; leave it out for a hidden layer`,
    );
  }
  return configured("affine", { units, name, weight, bias, role }, {
    kind: "affine",
    name,
    fusedActivations: ["relu"],
    build: (input, context) => new BuiltAffine(units, weight, bias, role, input, context),
  });
}

class BuiltAffine implements BuiltLayer {
  readonly output: Shape;
  readonly parameters: readonly Parameter[];
  readonly buffers = [];
  readonly keepsOutputGradient: boolean;
  readonly multiplyAdds: number;
  readonly #weight: Parameter;
  readonly #bias: Parameter | undefined;
  readonly #activation: FusedActivation | undefined;
  readonly #outputs: RowViews;
  readonly #inputGradients: RowViews | undefined;
  /** Receives the column sums that come with the relu's backward when there is no bias. */
  readonly #unusedSums: Tensor | undefined;
  #x!: Tensor;
  #y!: Tensor;

  constructor(
    units: number,
    weight: Initializer,
    bias: Initializer | false,
    role: "weight" | "output",
    input: Shape,
    context: BuildContext,
  ) {
    const { arena, dtype, path, activation } = context;
    const [N, ...rest] = input;
    const D = sizeOf(rest);
    if (input.length !== 2 || D === 0) {
      throw new TypeError(
        `Affine '${path}': expected input ${
          rest.length === 0 || D === 0 ? "[N, D] with D at least 1" : formatShape(["N", D])
        }, got ${formatShape(["N", ...rest])}; ${
          rest.length > 1 ? "put a flatten layer before it" : "check the shape of the input"
        }`,
      );
    }
    const fans = { fanIn: D, fanOut: units };
    this.#weight = createParameter(context, {
      name: "weight",
      shape: [D, units],
      initializer: weight,
      role,
      ...fans,
    });
    this.#bias = bias === false ? undefined : createParameter(context, {
      name: "bias",
      shape: [units],
      initializer: bias,
      role: "bias",
      ...fans,
    });
    this.parameters = this.#bias === undefined ? [this.#weight] : [this.#weight, this.#bias];
    this.#activation = activation;
    this.keepsOutputGradient = activation === undefined;
    if (activation === "relu" && this.#bias === undefined) {
      this.#unusedSums = arena.tensor([units], dtype);
    }
    this.output = [N, units];
    this.multiplyAdds = D * units;
    this.#outputs = new RowViews(arena.tensor(this.output, dtype));
    if (context.needsInputGradient) this.#inputGradients = new RowViews(arena.tensor(input, dtype));
  }

  forward(x: Tensor): Tensor {
    this.#x = x;
    this.#y = this.#outputs.first(x.shape[0]);
    return matmul(x, this.#weight.value, this.#y, this.#bias?.value, this.#activation);
  }

  backward(dy: Tensor): Tensor | undefined {
    const db = this.#bias?.gradient ?? this.#unusedSums;
    if (this.#activation === "relu") reluColumnSums(this.#y, dy, db!);
    else if (db !== undefined) columnSums(dy, db);
    matmulTransposedA(this.#x, dy, this.#weight.gradient);
    const dx = this.#inputGradients?.first(dy.shape[0]);
    return dx === undefined ? undefined : matmulTransposedB(dy, this.#weight.value, dx);
  }
}
