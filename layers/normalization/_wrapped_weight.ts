import type { ImageLayout, Parameter, Shape, Tensor } from "@descent/core";
import { layerLabel } from "../_require.ts";
import type { BuildContext, BuiltLayer, Layer, LayerInput, Mode, NamedTensor } from "../layer.ts";

/** How a weight that a layer uses comes from numbers that are trained. */
export interface Reparametrization {
  /** Parameters trained in the place of the weight. */
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly NamedTensor[];
  /** Writes the weight. */
  readonly forward: (mode: Mode) => void;
  /** Computes the gradients of the parameters from that of the weight. */
  readonly backward: () => void;
}

/** The weight of a layer, as slices along the axis of its outputs: `at(o, f, i) = (o F + f) inner + i`. */
export interface Slices {
  readonly weight: Parameter;
  /** Slices, one for each output: F. */
  readonly count: number;
  readonly outer: number;
  readonly inner: number;
}

/** A layer whose weight is computed from other numbers before each pass. */
export function wrapWeight(
  title: string,
  layer: Layer,
  axis: number | undefined,
  reparametrize: (slices: Slices, context: BuildContext) => Reparametrization,
): Layer {
  return {
    ...layer,
    build(input: Shape, context: BuildContext) {
      const built = layer.build(input, context);
      const label = layerLabel(title, context.path);
      const weights = built.parameters.filter(({ name }) => name.endsWith(".weight"));
      if (weights.length !== 1) {
        throw new TypeError(
          `${label}: expected a layer with one weight, got ${layer.kind} with ${weights.length}; wrap each layer by itself`,
        );
      }
      const [weight] = weights;
      const changed = reparametrize(slicesOf(label, weight, axis), context);
      return new BuiltWrapper(built, weight, changed);
    },
  };
}

/** Filters lie along the first axis, units of an affine layer along the last one. */
function slicesOf(label: string, weight: Parameter, given: number | undefined): Slices {
  const { shape } = weight.value;
  const axis = given ?? (shape.length === 2 ? 1 : 0);
  if (!(Number.isSafeInteger(axis) && axis >= 0 && axis < shape.length)) {
    throw new RangeError(
      `${label}: expected an axis of the weight, from 0 to ${
        shape.length - 1
      }, got ${given}; leave it out for that of the outputs`,
    );
  }
  const product = (extents: Shape) => extents.reduce((size, extent) => size * extent, 1);
  return {
    weight,
    count: shape[axis],
    outer: product(shape.slice(0, axis)),
    inner: product(shape.slice(axis + 1)),
  };
}

class BuiltWrapper implements BuiltLayer {
  readonly output: Shape;
  readonly multiplyAdds: number;
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly NamedTensor[];
  readonly keepsOutputGradient: boolean;
  readonly outputLayout: ImageLayout | undefined;
  readonly #layer: BuiltLayer;
  readonly #changed: Reparametrization;

  constructor(layer: BuiltLayer, weight: Parameter, changed: Reparametrization) {
    this.#layer = layer;
    this.#changed = changed;
    this.output = layer.output;
    this.outputLayout = layer.outputLayout;
    this.multiplyAdds = layer.multiplyAdds ?? 0;
    this.keepsOutputGradient = layer.keepsOutputGradient ?? false;
    this.parameters = layer.parameters.flatMap((each) =>
      each === weight ? changed.parameters : [each]
    );
    this.buffers = [...layer.buffers, ...changed.buffers];
  }

  forward(x: LayerInput, mode: Mode): Tensor {
    this.#changed.forward(mode);
    return this.#layer.forward(x, mode);
  }

  backward(dy: Tensor): Tensor | undefined {
    const dx = this.#layer.backward(dy);
    this.#changed.backward();
    return dx;
  }
}
