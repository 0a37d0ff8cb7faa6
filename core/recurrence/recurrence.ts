import type { Arena } from "../memory/arena.ts";
import { bytesPerElement, type DType } from "../types/dtype.ts";
import type { Engine } from "../memory/engine.ts";
import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";

/**
 * A cell of a recurrent network, with the number of its gates: what one step computes.
 *
 * @category Sequences
 */
export type RecurrentCell = "tanh" | "relu" | "lstm" | "gru";

/**
 * Options of {@linkcode Recurrence}.
 *
 * @category Sequences
 */
export interface RecurrenceOptions {
  /** Where states and gates are allocated. */
  readonly arena: Arena;
  /** Element type. */
  readonly dtype: DType;
  /** Kind of step. */
  readonly cell: RecurrentCell;
  /** The largest batch, N, at least 1. */
  readonly batch: number;
  /** Steps, T, at least 1. */
  readonly steps: number;
  /** Hidden units, H, at least 1. */
  readonly hidden: number;
  /** Whether the last step comes first; default false. */
  readonly reverse?: boolean;
  /** 1 where [N, T] is padding, which hands the states on; read at each pass; default none. */
  readonly mask?: Tensor<"i32"> | undefined;
}

/** Gates of each cell: rows of sums that a step computes. */
const gateCounts: Readonly<Record<RecurrentCell, number>> = { tanh: 1, relu: 1, lstm: 4, gru: 3 };
const cellNumbers: Readonly<Record<RecurrentCell, number>> = { tanh: 0, relu: 1, lstm: 2, gru: 3 };

/** Rows of padding in a copied weight, so that its rows do not fall on few cache sets. */
const spareColumns = 8;
/** A native product's bits depend on how many rows it is given, so its pieces depend on the batch alone. */
const nativePieceRows = 32;
/** Rows of the fixed kernels' tile. */
const tileRows = 6;
/** Below this many multiplications a pass takes less time than telling another thread of it. */
const worthSplitting = 100_000;

/**
 * A recurrent cell over all steps, forward and back through time: `hₜ = cell(gₜ, hₜ₋₁ U + b)`, where g are the products
 * of the inputs.
 *
 * - tanh and relu: `h = f(g + u)`;
 * - lstm, gates i, f, g, o: `c = σ(f) c₀ + σ(i) tanh(g)`, `h = σ(o) tanh(c)`;
 * - gru, gates r, z, n: `n = tanh(gₙ + σ(r) uₙ)`, `h = (1 − σ(z)) n + σ(z) h₀`.
 *
 * The first states are 0. Each row of the batch goes through all steps on one thread, so the bits are the same for
 * any number of them. A step of padding hands the states on and has no gradient.
 *
 * @category Sequences
 *
 * @example A sum over two steps
 * ```ts
 * import { createEngine, Recurrence } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const sum = new Recurrence({ arena, dtype: "f32", cell: "relu", batch: 1, steps: 2, hidden: 1 });
 * sum.gates.data.set([3, 4]);
 * const weight = arena.from([1], [1, 1]), bias = arena.tensor([1]);
 * sum.forward(1, weight, bias);
 * assertEquals([...sum.states.data], [3, 7]);
 * ```
 *
 * @see S. Hochreiter, J. Schmidhuber: "Long short-term memory", Neural Computation 9 (8), 1997
 * @see K. Cho and others: "Learning phrase representations using RNN encoder-decoder", 2014, https://arxiv.org/abs/1406.1078
 */
export class Recurrence {
  /** Elements of a row of gates: H times the number of gates. */
  readonly width: number;
  /** Products of the inputs, [T, N, width], to be written before each forward, which leaves activations there. */
  readonly gates: Tensor;
  /** Hidden states, [T, N, H]. */
  readonly states: Tensor;
  /** Gradient of the gates' sums, [T, N, width], which are also those of `gates`; backward writes it. */
  readonly gateGradients: Tensor;
  /** Gradient of `hₜ₋₁ U + b`, [T, N, width]; the same tensor but for gru. */
  readonly productGradients: Tensor;
  readonly #engine: Engine;
  readonly #dtype: DType;
  readonly #steps: number;
  readonly #hidden: number;
  readonly #batch: number;
  readonly #plan: Int32Array;
  readonly #planPointer: number;
  readonly #weight: Tensor;
  readonly #transpose: Tensor;

  /**
   * Allocates everything that both passes need.
   *
   * @param options Cell, extents and memory, see {@linkcode RecurrenceOptions}.
   */
  constructor(
    { arena, dtype, cell, batch, steps, hidden, reverse = false, mask }: RecurrenceOptions,
  ) {
    const width = gateCounts[cell] * hidden;
    const wide = () => arena.tensor([steps, batch, width], dtype);
    const narrow = () => arena.tensor([steps, batch, hidden], dtype);
    const carried = () => arena.tensor([batch, hidden], dtype);
    this.width = width;
    this.gates = wide();
    this.states = narrow();
    this.gateGradients = wide();
    this.productGradients = cell === "gru" ? wide() : this.gateGradients;
    this.#engine = arena.engine;
    this.#dtype = dtype;
    this.#steps = steps;
    this.#hidden = hidden;
    this.#batch = batch;
    this.#weight = arena.tensor([hidden, width + spareColumns], dtype);
    this.#transpose = arena.tensor([width, hidden + spareColumns], dtype);
    const products = cell === "gru" ? wide().pointer : 0;
    const cells = cell === "lstm" ? narrow().pointer : 0;
    const words = arena.tensor([20], "i32");
    this.#plan = words.data;
    this.#planPointer = words.pointer;
    this.#plan.set([
      cellNumbers[cell],
      steps,
      hidden,
      width,
      reverse ? 1 : 0,
      arena.engine.matmul.isNative[dtype] ? 1 : 0,
      this.#weight.pointer,
      width + spareColumns,
      this.#transpose.pointer,
      hidden + spareColumns,
      0,
      this.gates.pointer,
      products,
      cells,
      this.states.pointer,
      mask?.pointer ?? 0,
      carried().pointer,
      cell === "lstm" ? carried().pointer : 0,
      this.gateGradients.pointer,
      this.productGradients.pointer,
    ]);
  }

  /**
   * Computes the states of all steps.
   *
   * @param batch Rows, N, whose gates lie packed at the front of {@linkcode Recurrence.gates}: [T, N, width].
   * @param weight Recurrent weight U, shape [H, width].
   * @param bias Recurrent bias b, shape [width].
   * @throws {TypeError} When a shape does not fit.
   */
  forward(batch: number, weight: Tensor, bias: Tensor): void {
    this.#require(batch, weight, bias.size === this.width);
    const bytes = bytesPerElement[this.#dtype], { kernels } = this.#engine;
    const { width } = this, H = this.#hidden;
    kernels.shared.copyRows(
      H,
      width * bytes,
      weight.pointer,
      width * bytes,
      this.#weight.pointer,
      (width + spareColumns) * bytes,
    );
    this.#plan[10] = bias.pointer;
    this.#run(batch, 0);
  }

  /**
   * Computes the gradients of the gates, back through all steps.
   *
   * @param batch Rows of the last forward pass.
   * @param weight Its recurrent weight.
   * @param outputGradient Gradient of the states, [T, N, H] packed like the gates.
   * @throws {TypeError} When a shape does not fit.
   */
  backward(batch: number, weight: Tensor, outputGradient: Tensor): void {
    const H = this.#hidden, { width } = this;
    this.#require(batch, weight, outputGradient.size >= this.#steps * batch * H);
    this.#engine.kernels[this.#dtype].exchangeAxes(
      0,
      H,
      width,
      1,
      weight.pointer,
      1,
      width,
      this.#transpose.pointer,
      1,
      H + spareColumns,
    );
    this.#run(batch, outputGradient.pointer);
  }

  #run(N: number, dy: number): void {
    const { threads, workspaces, kernels, kernelIds, matmul } = this.#engine;
    const kernel = kernels[this.#dtype].recurrence, id = kernelIds[this.#dtype].recurrence;
    const multiplications = this.#steps * N * this.#hidden * this.width;
    this.#engine.operations += 2 * multiplications;
    const parts = multiplications < worthSplitting ? 1 : threads.available;
    const pieceRows = matmul.isNative[this.#dtype]
      ? nativePieceRows
      : Math.ceil(N / parts / tileRows) * tileRows;
    const pieces = Math.ceil(N / pieceRows), share = Math.ceil(pieces / parts);
    for (let part = 1; part * share < pieces; part++) {
      const from = part * share, to = Math.min(from + share, pieces);
      threads.start(part, id, from, to, this.#planPointer, N, pieceRows, dy, workspaces[part]);
    }
    kernel(0, Math.min(share, pieces), this.#planPointer, N, pieceRows, dy, workspaces[0]);
    if (parts > 1) threads.join();
  }

  #require(batch: number, weight: Tensor, othersFit: boolean): void {
    const fits = batch >= 1 && batch <= this.#batch && weight.shape.length === 2 &&
      weight.shape[0] === this.#hidden && weight.shape[1] === this.width &&
      weight.dtype === this.#dtype && othersFit;
    if (!fits) {
      throw new TypeError(
        `Recurrence: expected 1 to ${this.#batch} rows, a ${this.#dtype} weight ${
          formatShape([this.#hidden, this.width])
        } and a bias or gradient to match, got ${batch} rows and ${weight.dtype} ${
          formatShape(weight.shape)
        }; build it for these extents`,
      );
    }
  }
}
