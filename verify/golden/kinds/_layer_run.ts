import type { Arena, DType, Shape, Tensor } from "@descent/core";
import type { GoldenArray } from "@descent/core/testing";
import { buildLayer, type BuiltLayer, type Layer, type Mode } from "@descent/layers";
import { goldenEngine } from "./_golden_engine.ts";

/** Flat numbers that outlive the memory they were computed in. */
export type Numbers = Float64Array | Float32Array;

/** A layer at work on memory of its own, with parameters set from a case. */
export class LayerRun implements Disposable {
  readonly arena: Arena;
  readonly built: BuiltLayer;
  readonly #dtype: DType;

  /**
   * @param layer The layer.
   * @param input Shape of its input.
   * @param parameters Values of its parameters, by their names without the layer's: `weight`, `bias`.
   * @param dtype Element type of all tensors; default `"f64"`.
   */
  constructor(
    layer: Layer,
    input: Shape,
    parameters: Readonly<Record<string, GoldenArray>> = {},
    dtype: DType = "f64",
  ) {
    this.#dtype = dtype;
    this.arena = goldenEngine().arena();
    this.built = buildLayer(layer, input, {
      arena: this.arena,
      dtype,
      path: layer.kind === "sequential" ? "" : layer.kind,
    });
    for (const [name, array] of Object.entries(parameters)) {
      setNumbers(this.parameter(name).value, array);
    }
  }

  /** A tensor of an array, under another shape where one is given. */
  tensor({ data, shape }: GoldenArray, as: Shape = shape): Tensor {
    return this.arena.from(data, as, this.#dtype);
  }

  forward(x: GoldenArray, mode: Mode = "train"): Numbers {
    return this.built.forward(this.tensor(x), mode).data.slice();
  }

  /** The input gradient; those of parameters stand in {@linkcode LayerRun.gradient} after it. */
  backward(outputGradient: GoldenArray): Numbers {
    const dy = this.tensor(outputGradient, this.built.output);
    return this.built.backward(dy)!.data.slice();
  }

  gradient(name: string): Numbers {
    return this.parameter(name).gradient.data.slice();
  }

  parameter(name: string): BuiltLayer["parameters"][number] {
    return lastNamed(this.built.parameters, name);
  }

  buffer(name: string): Tensor {
    return lastNamed(this.built.buffers, name).value;
  }

  [Symbol.dispose](): void {
    this.arena.dispose();
  }
}

/** Fills a tensor; an array of another size is the wrong one. */
export function setNumbers(tensor: Tensor, { data, shape }: GoldenArray): void {
  if (data.length !== tensor.size) {
    throw new TypeError(`expected an array of shape [${tensor.shape}], got [${shape}]`);
  }
  tensor.data.set(data);
}

function lastNamed<T extends { readonly name: string }>(entries: readonly T[], name: string): T {
  const found = entries.find((entry) => entry.name === name || entry.name.endsWith(`.${name}`));
  if (found === undefined) throw new TypeError(`expected a tensor '${name}', the layer has none`);
  return found;
}
