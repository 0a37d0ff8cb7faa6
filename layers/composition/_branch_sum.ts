import {
  type ImageLayout,
  type Parameter,
  type PointwiseKernel,
  sameShape,
  type Shape,
  type Tensor,
} from "@descent/core";
import { RowViews } from "../row_views.ts";
import type { BuildContext, BuiltLayer, Mode, NamedTensor } from "../layer.ts";
import { numbered, spreadRule } from "./_branch_rules.ts";
import { type Branch, formatOutputs } from "./_branches.ts";
import { inPlanes } from "./_in_planes.ts";
import { TermSum } from "./_term_sum.ts";

/** Options of {@linkcode BranchSum}. */
export interface BranchSumOptions {
  /** Name of the container in messages. */
  readonly label: string;
  readonly branches: readonly Branch[];
  /** Advice against branches of different shapes. */
  readonly advice: string;
}

/** Branches whose outputs are added up, and rectified when the context asks for it. */
export class BranchSum implements BuiltLayer {
  readonly output: Shape;
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly NamedTensor[];
  readonly keepsOutputGradient: boolean;
  readonly outputLayout: ImageLayout;
  readonly #branches: readonly BuiltLayer[];
  readonly #needsInputGradient: boolean;
  readonly #outputs: RowViews;
  readonly #sumOutputs: TermSum;
  readonly #sumInputGradients: TermSum;
  /** Branches that leave the output gradient alone come first; the last of the others may have it itself. */
  readonly #backwardOrder: readonly number[];
  /** The copies of the output gradient, for the branches that need one. */
  readonly #copies: readonly (RowViews | undefined)[];
  /** Applies the relu's backward and makes the copies, when there is anything to do. */
  readonly #spread: PointwiseKernel<string, never> | undefined;
  /** The tensors of one pass by branch, held so that no pass makes a list. */
  readonly #terms: Tensor[] = [];
  readonly #inputGradients: Tensor[] = [];

  constructor({ label, branches, advice }: BranchSumOptions, context: BuildContext) {
    const { arena, dtype, activation, needsInputGradient } = context;
    const isInBlocks = branches.every(({ built }) => built.outputLayout === "blocks");
    this.outputLayout = isInBlocks ? "blocks" : "planes";
    const built = branches.map(({ built }) => isInBlocks ? built : inPlanes(built, context));
    const [{ output }] = built;
    if (!built.every((branch) => sameShape(branch.output, output))) {
      throw new TypeError(
        `${label}: expected outputs of one shape to add up, got ${
          formatOutputs(branches)
        }; ${advice}`,
      );
    }
    this.#branches = built;
    this.output = output;
    this.parameters = built.flatMap(({ parameters }) => parameters);
    this.buffers = built.flatMap(({ buffers }) => buffers);
    this.#needsInputGradient = needsInputGradient;
    const y = arena.tensor(output, dtype);
    const isRectified = activation === "relu";
    this.#outputs = new RowViews(y);
    this.#sumOutputs = new TermSum(built.length, y, isRectified);
    this.#sumInputGradients = new TermSum(built.length, y);

    const indices = built.map((_, i) => i);
    const others = indices.filter((i) => !built[i].keepsOutputGradient);
    this.keepsOutputGradient = !isRectified && others.length === 0;
    this.#backwardOrder = [...indices.filter((i) => !others.includes(i)), ...others];
    const copies = others.slice(0, -1).map(() => arena.tensor(output, dtype));
    const views = copies.map((copy) => new RowViews(copy));
    this.#copies = indices.map((i) => views[others.indexOf(i)]);
    if (isRectified || copies.length > 0) {
      const names = numbered("copy", copies.length);
      this.#spread = spreadRule(copies.length, isRectified).bind({
        y,
        gradient: y,
        ...Object.fromEntries(copies.map((copy, i) => [names[i], copy])),
      });
    }
  }

  forward(x: Tensor, mode: Mode): Tensor {
    for (let i = 0; i < this.#branches.length; i++) {
      this.#terms[i] = this.#branches[i].forward(x, mode);
    }
    return this.#sumOutputs.run(this.#terms, this.#outputs.first(x.shape[0]));
  }

  backward(dy: Tensor): Tensor | undefined {
    if (this.#spread !== undefined) {
      this.#spread.rebind("gradient", dy);
      this.#spread.run(undefined, dy.size);
    }
    for (let step = 0; step < this.#backwardOrder.length; step++) {
      const i = this.#backwardOrder[step];
      const gradient = this.#copies[i]?.first(dy.shape[0]) ?? dy;
      this.#inputGradients[i] = this.#branches[i].backward(gradient)!;
    }
    if (!this.#needsInputGradient) return undefined;
    return this.#sumInputGradients.run(this.#inputGradients, this.#inputGradients[0]);
  }
}
