import {
  concatenate,
  type Parameter,
  sameShape,
  type Shape,
  splitAxis,
  type Tensor,
} from "@descent/core";
import { RowViews } from "../row_views.ts";
import type { BuildContext, BuiltLayer, Mode, NamedTensor } from "../layer.ts";
import { type Branch, formatOutputs } from "./_branches.ts";
import { TermSum } from "./_term_sum.ts";

/** Branches whose outputs are put side by side along the channels or features. */
export class BranchConcatenation implements BuiltLayer {
  readonly output: Shape;
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly NamedTensor[];
  readonly keepsOutputGradient = true;
  readonly #branches: readonly BuiltLayer[];
  readonly #needsInputGradient: boolean;
  readonly #whole: RowViews;
  readonly #outputGradients: readonly RowViews[];
  readonly #sumInputGradients: TermSum;
  /** The tensors of one pass by branch, held so that no pass makes a list. */
  readonly #outputParts: Tensor[] = [];
  readonly #gradientParts: Tensor[] = [];
  readonly #inputGradients: Tensor[] = [];

  constructor(label: string, branches: readonly Branch[], context: BuildContext) {
    const { arena, dtype, needsInputGradient } = context;
    const built = branches.map(({ built }) => built);
    const [{ output: [N, , ...rest] }] = built;
    const fits = built.every(({ output: [, ...axes] }) =>
      axes.length > 0 && sameShape(axes.slice(1), rest)
    );
    if (!fits) {
      throw new TypeError(
        `${label}: expected outputs [N, C, ...] that differ in C alone to put side by side, got ${
          formatOutputs(branches)
        }; make their other extents equal`,
      );
    }
    this.#branches = built;
    this.output = [N, built.reduce((sum, { output }) => sum + output[1], 0), ...rest];
    this.parameters = built.flatMap(({ parameters }) => parameters);
    this.buffers = built.flatMap(({ buffers }) => buffers);
    this.#needsInputGradient = needsInputGradient;
    const y = arena.tensor(this.output, dtype);
    this.#whole = new RowViews(y);
    this.#outputGradients = built.map(({ output }) => new RowViews(arena.tensor(output, dtype)));
    this.#sumInputGradients = new TermSum(built.length, y);
  }

  forward(x: Tensor, mode: Mode): Tensor {
    for (let i = 0; i < this.#branches.length; i++) {
      this.#outputParts[i] = this.#branches[i].forward(x, mode);
    }
    return concatenate(this.#outputParts, 1, this.#whole.first(x.shape[0]));
  }

  backward(dy: Tensor): Tensor | undefined {
    for (let i = 0; i < this.#branches.length; i++) {
      this.#gradientParts[i] = this.#outputGradients[i].first(dy.shape[0]);
    }
    splitAxis(dy, 1, this.#gradientParts);
    for (let i = 0; i < this.#branches.length; i++) {
      this.#inputGradients[i] = this.#branches[i].backward(this.#gradientParts[i])!;
    }
    if (!this.#needsInputGradient) return undefined;
    return this.#sumInputGradients.run(this.#inputGradients, this.#inputGradients[0]);
  }
}
