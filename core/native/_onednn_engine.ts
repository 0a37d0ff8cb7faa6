import { blockChannels, type ImageLayouts } from "../types/image_layout.ts";
import { bytesAt } from "./_c_library.ts";
import { onednn, type OneDnnCalls, success } from "./_onednn_symbols.ts";

/** How a tensor lies in memory: oneDNN's structure. */
export type Layout = Uint8Array<ArrayBuffer>;

/** A convolution that oneDNN is to compile. */
export interface ConvolutionDescription {
  /** Extents of source, weights and target; those of weights begin with the groups where there are several. */
  readonly source: readonly number[];
  readonly weights: readonly number[];
  readonly target: readonly number[];
  readonly strides: readonly number[];
  /** Elements between taps, 0 for a dense filter. */
  readonly dilations: readonly number[];
  /** Zeros above and to the left, below and to the right. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Whether to sum by Winograd's way, where the library can. */
  readonly winograd: boolean;
  /** How the caller's images and outputs lie. */
  readonly layouts: ImageLayouts;
}

/** From images to outputs, from the outputs' gradient to the images', or to that of the filters. */
type ConvolutionWay = "forward" | "transposed" | "gradient";

/** A compiled operation and the layouts that it wants. */
export interface CompiledConvolution {
  readonly primitive: number;
  readonly source: Layout;
  readonly weights: Layout;
  readonly target: Layout;
}

/** oneDNN's engine, stream and compiled operations, for one thread. */
export class OneDnnEngine {
  readonly #calls: OneDnnCalls;
  readonly #engine: number;
  readonly #stream: number;

  constructor(calls: OneDnnCalls) {
    this.#calls = calls;
    // Every thread of ours calls the library on its own part.
    calls.omp_set_num_threads(1);
    this.#engine = this.#made((result) => calls.dnnl_engine_create(result, onednn.cpu, 0));
    this.#stream = this.#made((result) =>
      calls.dnnl_stream_create(result, this.#engine, onednn.inOrderStream)
    );
  }

  /** A layout without gaps, the last axis innermost, or one that an operation may choose. */
  layout(extents: readonly number[], format: "dense" | "any" = "dense"): Layout {
    const layout = new Uint8Array(onednn.memoryDescriptorBytes);
    const tag = format === "any" ? onednn.anyFormat : onednn.denseFormats[extents.length];
    const { dnnl_memory_desc_init_by_tag: initialize } = this.#calls;
    check("layout", initialize(layout, extents.length, longs(extents), onednn.f32, tag));
    return layout;
  }

  /** The layout of images [N, C, H, W] whose channels lie in blocks, as the library describes it. */
  blocks(extents: readonly number[]): Layout {
    const layout = this.layout(extents);
    const [, C, H, W] = extents, { blocking } = onednn;
    const view = new DataView(layout.buffer);
    [C * H * W, blockChannels * H * W, blockChannels * W, blockChannels].forEach((stride, axis) =>
      view.setBigInt64(blocking.strides + 8 * axis, BigInt(stride), true)
    );
    view.setInt32(blocking.count, 1, true);
    view.setBigInt64(blocking.extents, BigInt(blockChannels), true);
    view.setBigInt64(blocking.axes, 1n, true);
    return layout;
  }

  /** How the caller's images and outputs lie. */
  givenLayouts(
    { source, target, layouts: { input, output } }: ConvolutionDescription,
  ): { readonly source: Layout; readonly target: Layout } {
    return {
      source: input === "blocks" ? this.blocks(source) : this.layout(source),
      target: output === "blocks" ? this.blocks(target) : this.layout(target),
    };
  }

  bytes(layout: Layout): number {
    return Number(this.#calls.dnnl_memory_desc_get_size(layout));
  }

  /** Compiles a convolution; `undefined` where the library has none of this kind. */
  convolution(
    way: ConvolutionWay,
    description: ConvolutionDescription,
  ): CompiledConvolution | undefined {
    const { convolutionDirect, convolutionWinograd } = onednn;
    const winograd = description.winograd
      ? this.#convolution(way, description, convolutionWinograd)
      : undefined;
    return winograd ?? this.#convolution(way, description, convolutionDirect);
  }

  /** Compiles a copy from one layout to another. */
  reorder(from: Layout, to: Layout): number {
    const calls = this.#calls;
    const description = this.#made((result) =>
      calls.dnnl_reorder_primitive_desc_create(result, from, this.#engine, to, this.#engine, 0)
    );
    const primitive = this.#primitive(description);
    calls.dnnl_primitive_desc_destroy(description);
    return primitive;
  }

  isSame(one: Layout, other: Layout): boolean {
    return this.#calls.dnnl_memory_desc_equal(one, other) !== 0;
  }

  /** A tensor of a layout at an address. */
  memory(layout: Layout, address: number): number {
    return this.#made((result) =>
      this.#calls.dnnl_memory_create(result, layout, this.#engine, address)
    );
  }

  /** Moves a tensor to another address. */
  move(memory: number, address: number): void {
    check("move", this.#calls.dnnl_memory_set_data_handle(memory, address));
  }

  /** Runs an operation; `values` are pairs of an argument's number and its tensor. */
  execute(primitive: number, values: BigUint64Array<ArrayBuffer>): void {
    const { dnnl_primitive_execute: execute } = this.#calls;
    check("execute", execute(primitive, this.#stream, values.length / 2, values));
  }

  forget(primitives: readonly number[], memories: readonly number[]): void {
    const { dnnl_primitive_destroy, dnnl_memory_destroy } = this.#calls;
    primitives.forEach((primitive) => dnnl_primitive_destroy(primitive));
    memories.forEach((memory) => dnnl_memory_destroy(memory));
  }

  #convolution(
    way: ConvolutionWay,
    { source, weights, target, strides, dilations, before, after }: ConvolutionDescription,
    algorithm: number,
  ): CompiledConvolution | undefined {
    const calls = this.#calls;
    const operation = new Uint8Array(onednn.operationDescriptorBytes);
    const [x, w, y] = [source, weights, target].map((extents) => this.layout(extents, "any"));
    const windows = [strides, dilations, before, after].map(longs);
    const { query, forwardTraining } = onednn;
    // deno-fmt-ignore
    check(way, calls.dnnl_dilated_convolution_forward_desc_init(
      operation, forwardTraining, algorithm, x, w, null, y, ...windows,
    ));
    const forward = this.#describe(operation, 0);
    if (forward === undefined) return undefined;
    try {
      if (way === "forward") {
        return this.#compile(forward, [query.source, query.weights, query.target]);
      }
      // Gradients are compiled beside the operation that they belong to.
      const isTransposed = way === "transposed";
      // deno-fmt-ignore
      check(way, isTransposed
        ? calls.dnnl_dilated_convolution_backward_data_desc_init(operation, algorithm, x, w, y, ...windows)
        : calls.dnnl_dilated_convolution_backward_weights_desc_init(
          operation, algorithm, x, w, null, y, ...windows,
        ));
      const gradient = this.#describe(operation, forward);
      if (gradient === undefined) return undefined;
      const queries = isTransposed
        ? [query.sourceGradient, query.weights, query.targetGradient]
        : [query.source, query.weightsGradient, query.targetGradient];
      const compiled = this.#compile(gradient, queries);
      calls.dnnl_primitive_desc_destroy(gradient);
      return compiled;
    } finally {
      calls.dnnl_primitive_desc_destroy(forward);
    }
  }

  #compile(description: number, queries: readonly number[]): CompiledConvolution {
    const calls = this.#calls;
    const [source, weights, target] = queries.map((query) => {
      const layout = calls.dnnl_primitive_desc_query_md(description, query, 0);
      return bytesAt(calls, BigInt(layout), onednn.memoryDescriptorBytes);
    });
    return { primitive: this.#primitive(description), source, weights, target };
  }

  #describe(operation: Uint8Array<ArrayBuffer>, forward: number): number | undefined {
    const result = new BigUint64Array(1);
    const { dnnl_primitive_desc_create: create } = this.#calls;
    const status = create(result, operation, 0, this.#engine, forward);
    return status === success ? Number(result[0]) : undefined;
  }

  #primitive(description: number): number {
    return this.#made((result) => this.#calls.dnnl_primitive_create(result, description));
  }

  /** The value that a function writes to the address that it is given. */
  #made(create: (result: BigUint64Array<ArrayBuffer>) => number): number {
    const result = new BigUint64Array(1);
    check("create", create(result));
    return Number(result[0]);
  }
}

function longs(values: readonly number[]): BigInt64Array<ArrayBuffer> {
  // The library reads as many extents as its structures have room for.
  const result = new BigInt64Array(12);
  values.forEach((value, index) => result[index] = BigInt(value));
  return result;
}

function check(operation: string, status: number): void {
  if (status === success) return;
  throw new Error(
    `oneDNN.${operation}: expected status ${success}, got ${status}; choose another native library, or none`,
  );
}
