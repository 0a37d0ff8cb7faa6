import { gatherRows, givenOptions, scatterAddRows, type Shape, type Tensor } from "@descent/core";
import { BatchViews } from "../_batch_views.ts";
import { RowViews } from "../row_views.ts";
import type { BuildContext, BuiltLayer, Layer } from "../layer.ts";
import { requireSequences } from "./_sequence_input.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode lastStep}.
 *
 * @category Sequences
 */
export interface LastStepOptions {
  /** Name within the network; default `lastStep` and its number. */
  readonly name?: string;
}

/**
 * The last step of each sequence that is no padding: `y[n] = x[n, t]`, t the last without mark, or the last of all.
 *
 * Backward: `dx[n, t] = dy[n]`, and 0 at all other steps.
 *
 * Takes [N, T, D] and gives [N, D]; padding is what {@linkcode masking} marks.
 *
 * @category Sequences
 * @param options Name.
 * @returns The layer.
 * @throws {TypeError} When it is built for an input that is not [N, T, D].
 *
 * @example The end of a sequence of three steps
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, lastStep } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(lastStep(), [1, 3, 2], { arena });
 * assertEquals([...built.forward(arena.from([1, 2, 3, 4, 5, 6], [1, 3, 2]), "eval").data], [5, 6]);
 * ```
 */
export function lastStep(options: LastStepOptions = {}): Layer {
  const { name } = givenOptions("lastStep", options);
  return configured("lastStep", { name }, {
    kind: "lastStep",
    name,
    build: (input, context) => new BuiltLastStep(input, context),
  });
}

class BuiltLastStep implements BuiltLayer {
  readonly output: Shape;
  readonly parameters = [];
  readonly buffers = [];
  readonly keepsOutputGradient = true;
  readonly #steps: number;
  readonly #mask: Int32Array | undefined;
  readonly #last: Tensor<"i32">;
  readonly #indices: Tensor<"i32">[] = [];
  readonly #outputs: RowViews;
  readonly #rows: BatchViews;
  readonly #inputGradients: RowViews | undefined;

  constructor(input: Shape, context: BuildContext) {
    requireSequences(`lastStep '${context.path}'`, input, context);
    const { arena, dtype, needsInputGradient, paddingMask } = context;
    const [N, T, D] = input;
    this.output = [N, D];
    this.#steps = T;
    this.#mask = paddingMask?.data;
    this.#last = arena.tensor([N], "i32");
    this.#outputs = new RowViews(arena.tensor(this.output, dtype));
    this.#rows = new BatchViews([D]);
    if (needsInputGradient) this.#inputGradients = new RowViews(arena.tensor(input, dtype));
  }

  forward(x: Tensor): Tensor {
    const N = x.shape[0], T = this.#steps;
    for (let n = 0; n < N; n++) {
      let t = T - 1;
      if (this.#mask !== undefined) { while (t > 0 && this.#mask[n * T + t] !== 0) t--; }
      const isAllPadding = this.#mask !== undefined && this.#mask[n * T + t] !== 0;
      this.#last.data[n] = n * T + (isAllPadding ? T - 1 : t);
    }
    return gatherRows(this.#rows.of(x), this.#indicesOf(N), this.#outputs.first(N), "lastStep");
  }

  backward(dy: Tensor): Tensor | undefined {
    const N = dy.shape[0], dx = this.#inputGradients?.first(N);
    if (dx === undefined) return undefined;
    scatterAddRows(dy, this.#indicesOf(N), this.#rows.of(dx));
    return dx;
  }

  #indicesOf(N: number): Tensor<"i32"> {
    return this.#indices[N] ??= this.#last.rows(0, N);
  }
}
