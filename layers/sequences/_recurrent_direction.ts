import {
  columnSums,
  matmul,
  matmulTransposedA,
  matmulTransposedB,
  type Parameter,
  Recurrence,
  type RecurrentCell,
  type Shape,
  type Tensor,
} from "@descent/core";
import { createParameter } from "../initializers/create_parameter.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { BuildContext } from "../layer.ts";

/** Choices that make a recurrent layer, apart from its name. */
export interface RecurrentSettings {
  readonly cell: RecurrentCell;
  readonly units: number;
  readonly inputWeight: Initializer;
  readonly recurrentWeight: Initializer;
  readonly bias: Initializer;
}

/** Views of one batch size, all [rows, columns] with the steps outermost. */
interface Views {
  readonly gates: Tensor;
  readonly gateGradients: Tensor;
  readonly states: Tensor;
  /** States and gradients of products one step apart, where there is more than one step. */
  readonly before: Tensor;
  readonly productGradients: Tensor;
  readonly laterGradients: Tensor;
}

/** One direction of a recurrent layer: its parameters, the products of all steps, and the recurrence. */
export class RecurrentDirection {
  readonly parameters: readonly Parameter[];
  /** Those of all steps of one sequence. */
  readonly multiplyAdds: number;
  readonly #inputWeight: Parameter;
  readonly #recurrentWeight: Parameter;
  readonly #inputBias: Parameter;
  readonly #recurrentBias: Parameter;
  readonly #recurrence: Recurrence;
  readonly #reverse: boolean;
  readonly #steps: number;
  readonly #views: Views[] = [];

  constructor(
    settings: RecurrentSettings,
    [batch, steps, D]: Shape,
    reverse: boolean,
    context: BuildContext,
  ) {
    const { cell, units, inputWeight, recurrentWeight, bias } = settings;
    const { arena, dtype, paddingMask: mask } = context;
    this.#recurrence = new Recurrence({
      arena,
      dtype,
      cell,
      batch,
      steps,
      hidden: units,
      reverse,
      mask,
    });
    const { width } = this.#recurrence;
    this.multiplyAdds = steps * (D + units) * width;
    const create = (
      name: string,
      shape: Shape,
      initializer: Initializer,
      role: "weight" | "bias",
    ) =>
      createParameter(context, {
        name: reverse ? `${name}Reverse` : name,
        shape,
        initializer,
        role,
        fanIn: name.startsWith("input") ? D : units,
        fanOut: units,
      });
    this.#inputWeight = create("inputWeight", [D, width], inputWeight, "weight");
    this.#recurrentWeight = create("recurrentWeight", [units, width], recurrentWeight, "weight");
    this.#inputBias = create("inputBias", [width], bias, "bias");
    this.#recurrentBias = create("recurrentBias", [width], bias, "bias");
    this.parameters = [
      this.#inputWeight,
      this.#recurrentWeight,
      this.#inputBias,
      this.#recurrentBias,
    ];
    this.#reverse = reverse;
    this.#steps = steps;
  }

  /** The states [T, N, H] of inputs [T · N, D]. */
  forward(x: Tensor, N: number): Tensor {
    const { gates, states } = this.#viewsFor(N);
    matmul(x, this.#inputWeight.value, gates, this.#inputBias.value);
    this.#recurrence.forward(N, this.#recurrentWeight.value, this.#recurrentBias.value);
    return states;
  }

  /**
   * Overwrites the gradients of the parameters.
   *
   * @param x Inputs of the last forward pass.
   * @param dy Gradient of the states, [T, N, H].
   * @param dx Receives the gradient of the inputs, or their sum with what it holds; undefined for none.
   */
  backward(x: Tensor, dy: Tensor, N: number, dx: Tensor | undefined, accumulates: boolean): void {
    const views = this.#viewsFor(N);
    this.#recurrence.backward(N, this.#recurrentWeight.value, dy);
    matmulTransposedA(x, views.gateGradients, this.#inputWeight.gradient);
    columnSums(views.gateGradients, this.#inputBias.gradient);
    if (this.#steps > 1) {
      matmulTransposedA(views.before, views.laterGradients, this.#recurrentWeight.gradient);
    } else {
      this.#recurrentWeight.gradient.data.fill(0);
    }
    if (views.productGradients === views.gateGradients) {
      this.#recurrentBias.gradient.data.set(this.#inputBias.gradient.data);
    } else {
      columnSums(views.productGradients, this.#recurrentBias.gradient);
    }
    if (dx === undefined) return;
    const epilogue = accumulates ? "accumulate" : "store";
    matmulTransposedB(views.gateGradients, this.#inputWeight.value, dx, epilogue);
  }

  #viewsFor(N: number): Views {
    return this.#views[N] ??= this.#makeViews(N);
  }

  #makeViews(N: number): Views {
    const { gates, states, gateGradients, productGradients } = this.#recurrence;
    const rows = this.#steps * N, first = this.#reverse ? N : 0;
    const packed = (tensor: Tensor) => {
      const columns = tensor.shape[2];
      return tensor.reshape([tensor.size / columns, columns]).rows(0, rows);
    };
    const sums = packed(gateGradients);
    const products = productGradients === gateGradients ? sums : packed(productGradients);
    return {
      gates: packed(gates),
      gateGradients: sums,
      states: packed(states).reshape([this.#steps, N, states.shape[2]]),
      before: packed(states).rows(first, first + rows - N),
      productGradients: products,
      laterGradients: products.rows(N - first, rows - first),
    };
  }
}
