import type { Arena } from "../memory/arena.ts";
import type { DType } from "../types/dtype.ts";
import type { Engine } from "../memory/engine.ts";
import type { Tensor } from "../memory/tensor.ts";

/**
 * Where a head's row of a step lies: elements from sequence to sequence, from head to head, from step to step.
 *
 * @category Sequences
 */
export interface HeadStrides {
  /** From sequence to sequence. */
  readonly sequence: number;
  /** From head to head. */
  readonly head: number;
  /** From step to step, at least the width of a head. */
  readonly step: number;
}

/**
 * A part of a tensor that holds heads, the elements of a head's row side by side.
 *
 * @category Sequences
 */
export interface Heads {
  /** The tensor. */
  readonly tensor: Tensor;
  /** Elements before the first row; default 0. */
  readonly offset?: number;
}

/**
 * Options of {@linkcode Attention}.
 *
 * @category Sequences
 */
export interface AttentionOptions {
  /** Where the probabilities are allocated. */
  readonly arena: Arena;
  /** Element type. */
  readonly dtype: DType;
  /** The largest batch, N. */
  readonly batch: number;
  /** Heads of queries. */
  readonly queryHeads: number;
  /** Heads of keys and values, a divisor of the heads of queries, neighbours of which share one. */
  readonly keyHeads: number;
  /** Queries of a sequence, T. */
  readonly queries: number;
  /** Keys of a sequence, S. */
  readonly keys: number;
  /** Width of a head, d. */
  readonly width: number;
  /** Where rows of queries, keys, values and outputs lie; their gradients lie alike. */
  readonly strides: Readonly<Record<"query" | "key" | "value" | "output", HeadStrides>>;
  /** Whether query t sees only the keys 0 to t; default false. */
  readonly causal?: boolean;
  /** 1 where [N, S] is padding that no query sees; read at each pass; default none. */
  readonly mask?: Tensor<"i32"> | undefined;
}

/** Queries of a block: a multiple of the rows of the product's tile; a library's calls cost more, so they are fewer. */
const blockRowsOfTile = 48, blockRowsOfLibrary = 64;
/** Below this many multiplications a pass takes less time than telling another thread of it. */
const worthSplitting = 100_000;

/**
 * Scaled dot-product attention: `P = softmax(Q Kᵀ / √d)`, `O = P V` for each head.
 *
 * Backward: `dV = Pᵀ dO`, `dP = dO Vᵀ`, `dS = P (dP − Σₛ dP P) / √d`, `dQ = dS K`, `dK = dSᵀ Q`, summed over the
 * queries' heads that share a head of keys. A query that sees no key at all gives NaN.
 *
 * The bits are the same for any number of threads, which share out sequences and heads of keys.
 *
 * @category Sequences
 *
 * @example Equal scores give the mean of the values
 * ```ts
 * import { Attention, createEngine } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const rows = { sequence: 2, head: 2, step: 1 };
 * const attention = new Attention({
 *   arena,
 *   dtype: "f32",
 *   batch: 1,
 *   queryHeads: 1,
 *   keyHeads: 1,
 *   queries: 2,
 *   keys: 2,
 *   width: 1,
 *   strides: { query: rows, key: rows, value: rows, output: rows },
 * });
 * const zero = { tensor: arena.tensor([2]) }, v = { tensor: arena.from([4, 8]) };
 * const out = { tensor: arena.tensor([2]) };
 * attention.forward(1, zero, zero, v, out);
 * assertEquals([...out.tensor.data], [6, 6]);
 * ```
 *
 * @see A. Vaswani and others: "Attention is all you need", 2017, https://arxiv.org/abs/1706.03762
 */
export class Attention {
  readonly #engine: Engine;
  readonly #dtype: DType;
  readonly #batch: number;
  readonly #keyHeads: number;
  readonly #multiplications: number;
  readonly #scale: number;
  readonly #plan: number;
  readonly #scratch: readonly number[];

  /**
   * Allocates what both passes need.
   *
   * @param options Extents, strides and masks, see {@linkcode AttentionOptions}.
   * @throws {TypeError} When the heads of queries are no multiple of those of keys.
   */
  constructor(options: AttentionOptions) {
    const { arena, dtype, batch, queryHeads, keyHeads, queries, keys, width, strides } = options;
    const { causal = false, mask } = options;
    if (queryHeads % keyHeads !== 0) {
      throw new TypeError(
        `Attention: expected heads of queries that are a multiple of those of keys, got ${queryHeads} and ${keyHeads}; choose a divisor`,
      );
    }
    this.#engine = arena.engine;
    const isNative = this.#engine.matmul.isNative[dtype];
    const blockRows = isNative ? blockRowsOfLibrary : blockRowsOfTile;
    this.#dtype = dtype;
    this.#batch = batch;
    this.#keyHeads = keyHeads;
    this.#multiplications = queryHeads * queries * keys * width * (causal ? 0.5 : 1);
    this.#scale = 1 / Math.sqrt(width);
    const matrix = arena.tensor([batch, queryHeads, queries, keys], dtype);
    this.#scratch = this.#engine.workspaces.map(() =>
      arena.tensor([Math.min(blockRows, queries), keys], dtype).pointer
    );
    const places = [strides.query, strides.key, strides.value, strides.output];
    this.#plan = arena.from(
      [
        isNative ? 1 : 0,
        causal ? 1 : 0,
        queryHeads,
        keyHeads,
        queries,
        keys,
        width,
        blockRows,
        ...places.flatMap(({ sequence, head, step }) => [sequence, head, step]),
        mask?.pointer ?? 0,
        matrix.pointer,
      ],
      [22],
      "i32",
    ).pointer;
  }

  /**
   * Computes the outputs.
   *
   * @param batch Sequences, 1 to the largest batch.
   * @param query Queries.
   * @param key Keys.
   * @param value Values.
   * @param output Receives the outputs.
   * @throws {RangeError} When the batch is out of range.
   */
  forward(batch: number, query: Heads, key: Heads, value: Heads, output: Heads): void {
    this.#require(batch);
    const { threads, workspaces, kernels, kernelIds } = this.#engine;
    const items = batch * this.#keyHeads;
    this.#engine.operations += 4 * batch * this.#multiplications;
    const parts = batch * this.#multiplications < worthSplitting ? 1 : threads.available;
    const share = Math.ceil(items / parts);
    const [plan, scale] = [this.#plan, this.#scale];
    const q = start(query), k = start(key), v = start(value), out = start(output);
    const id = kernelIds[this.#dtype].attention;
    for (let part = 1; part * share < items; part++) {
      const from = part * share, to = Math.min(from + share, items);
      threads.start(part, id, from, to, plan, scale, q, k, v, out, workspaces[part]);
    }
    const to = Math.min(share, items);
    kernels[this.#dtype].attention(0, to, plan, scale, q, k, v, out, workspaces[0]);
    if (parts > 1) threads.join();
  }

  /**
   * Computes the gradients of queries, keys and values of the last forward pass.
   *
   * @param batch Its sequences.
   * @param query Its queries.
   * @param key Its keys.
   * @param value Its values.
   * @param outputGradient Gradient of its outputs.
   * @param queryGradient Receives the gradient of the queries.
   * @param keyGradient Receives that of the keys.
   * @param valueGradient Receives that of the values.
   * @throws {RangeError} When the batch is out of range.
   */
  backward(
    batch: number,
    query: Heads,
    key: Heads,
    value: Heads,
    outputGradient: Heads,
    queryGradient: Heads,
    keyGradient: Heads,
    valueGradient: Heads,
  ): void {
    this.#require(batch);
    const { threads, workspaces, kernels, kernelIds } = this.#engine;
    const items = batch * this.#keyHeads;
    this.#engine.operations += 8 * batch * this.#multiplications;
    const parts = batch * this.#multiplications < worthSplitting ? 1 : threads.available;
    const share = Math.ceil(items / parts);
    const [plan, scale] = [this.#plan, this.#scale];
    const q = start(query), k = start(key), v = start(value), dOut = start(outputGradient);
    const dq = start(queryGradient), dk = start(keyGradient), dv = start(valueGradient);
    const id = kernelIds[this.#dtype].attentionGradient;
    for (let part = 1; part * share < items; part++) {
      const from = part * share, to = Math.min(from + share, items);
      // deno-fmt-ignore
      threads.start(
        part, id, from, to, plan, scale, q, k, v, dOut, dq, dk, dv, this.#scratch[part], workspaces[part],
      );
    }
    const to = Math.min(share, items);
    // deno-fmt-ignore
    kernels[this.#dtype].attentionGradient(
      0, to, plan, scale, q, k, v, dOut, dq, dk, dv, this.#scratch[0], workspaces[0],
    );
    if (parts > 1) threads.join();
  }

  #require(batch: number): void {
    if (Number.isSafeInteger(batch) && batch >= 1 && batch <= this.#batch) return;
    throw new RangeError(
      `Attention: expected 1 to ${this.#batch} sequences, got ${batch}; build it for a larger batch`,
    );
  }
}

function start({ tensor, offset = 0 }: Heads): number {
  return tensor.pointer + offset * tensor.data.BYTES_PER_ELEMENT;
}
