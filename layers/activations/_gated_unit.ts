import {
  bytesPerElement,
  type Engine,
  type Expression,
  pointwise,
  type PointwiseKernel,
  type PointwiseRule,
  type Shape,
  type Tensor,
} from "@descent/core";
import { layerLabel } from "../_require.ts";
import { RowViews } from "../row_views.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";
import { partsOfAxis } from "./_axis.ts";
import type { Formula } from "./_formulas.ts";
import type { GatedUnitOptions } from "./gated_unit_options.ts";
import { nanUnlessFinite } from "./nan_unless_finite.ts";

/** One half of an axis through a function, times the other half. */
export interface GatedUnit {
  /** Kind of unit, such as `swiglu`. */
  readonly kind: string;
  /** Name in messages. */
  readonly title: string;
  /** The half that goes through the function. */
  readonly gate: "first" | "second";
  readonly formula: Formula;
}

type Forward = "a" | "b" | "y";
type Backward = "a" | "b" | "dy" | "da" | "db";

/** Compiles a gated unit to a forward and a backward rule, once for all layers of its kind. */
export function gatedUnit(
  { kind, title, gate, formula }: GatedUnit,
): (options: GatedUnitOptions) => Layer {
  const order = (a: Expression, b: Expression) => gate === "first" ? [a, b] : [b, a];
  const forwardRule = pointwise<Forward>({
    name: kind,
    tensors: ["a", "b", "y"],
    update({ a, b }) {
      const [g, h] = order(a, b);
      return { y: formula.value(g).mul(h) };
    },
  });
  const backwardRule = pointwise<Backward>({
    name: `${kind} backward`,
    tensors: ["a", "b", "dy", "da", "db"],
    update({ a, b, dy }) {
      const [g, h] = order(a, b);
      const slope = formula.slope(g).add(nanUnlessFinite(g));
      const [da, db] = order(dy.mul(h).mul(slope), dy.mul(formula.value(g)));
      return { da, db };
    },
  });
  return ({ name, axis = -1 }) => ({
    kind,
    name,
    build: (input, context) =>
      new BuiltGatedUnit(forwardRule, backwardRule, title, axis, input, context),
  });
}

class BuiltGatedUnit implements BuiltLayer {
  readonly output: Shape;
  readonly parameters = [];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #engine: Engine;
  /** Runs of one half in an example, and their bytes. */
  readonly #runs: number;
  readonly #bytes: number;
  readonly #a: Tensor;
  readonly #b: Tensor;
  readonly #da: Tensor;
  readonly #db: Tensor;
  readonly #outputs: RowViews;
  readonly #inputGradients: RowViews | undefined;
  readonly #forward: PointwiseKernel<Forward, never>;
  readonly #backward: PointwiseKernel<Backward, never>;

  constructor(
    forwardRule: PointwiseRule<Forward, never>,
    backwardRule: PointwiseRule<Backward, never>,
    title: string,
    given: number,
    input: Shape,
    { arena, dtype, path, needsInputGradient }: BuildContext,
  ) {
    const { axis, extent, outer, inner } = partsOfAxis(layerLabel(title, path), input, given, 2);
    this.output = input.with(axis, extent / 2);
    this.#engine = arena.engine;
    this.#runs = outer;
    this.#bytes = extent / 2 * inner * bytesPerElement[dtype];
    const half = () => arena.tensor(this.output, dtype);
    const y = half();
    [this.#a, this.#b, this.#da, this.#db] = [half(), half(), half(), half()];
    this.#outputs = new RowViews(y);
    if (needsInputGradient) this.#inputGradients = new RowViews(arena.tensor(input, dtype));
    const halves = { a: this.#a, b: this.#b };
    this.#forward = forwardRule.bind({ ...halves, y });
    this.#backward = backwardRule.bind({ ...halves, dy: y, da: this.#da, db: this.#db });
  }

  forward(x: Tensor): Tensor {
    const { copyRows } = this.#engine.kernels.shared;
    const bytes = this.#bytes, runs = x.shape[0] * this.#runs;
    copyRows(runs, bytes, x.pointer, 2 * bytes, this.#a.pointer, bytes);
    copyRows(runs, bytes, x.pointer + bytes, 2 * bytes, this.#b.pointer, bytes);
    this.#forward.run(undefined, x.size / 2);
    return this.#outputs.first(x.shape[0]);
  }

  backward(dy: Tensor): Tensor | undefined {
    const dx = this.#inputGradients?.first(dy.shape[0]);
    if (dx === undefined) return undefined;
    this.#backward.rebind("dy", dy);
    this.#backward.run(undefined, dy.size);
    const { copyRows } = this.#engine.kernels.shared;
    const bytes = this.#bytes, runs = dy.shape[0] * this.#runs;
    copyRows(runs, bytes, this.#da.pointer, bytes, dx.pointer, 2 * bytes);
    copyRows(runs, bytes, this.#db.pointer, bytes, dx.pointer + bytes, 2 * bytes);
    return dx;
  }
}
