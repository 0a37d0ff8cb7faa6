import { cSymbols } from "./_c_library.ts";

/** Status that oneDNN's functions return when all went well. */
export const success = 0;

/** Numbers of oneDNN 2's C interface, see its dnnl_types.h. */
export const onednn = {
  cpu: 1,
  inOrderStream: 1,
  f32: 3,
  anyFormat: 1,
  /** Dense formats of so many axes, the last one innermost. */
  denseFormats: [0, 2, 3, 4, 5, 7],
  forwardTraining: 64,
  convolutionDirect: 1,
  convolutionWinograd: 2,
  query: {
    source: 129,
    sourceGradient: 130,
    weights: 131,
    weightsGradient: 132,
    target: 133,
    targetGradient: 134,
  },
  argument: {
    source: 1,
    target: 17,
    weights: 33,
    sourceGradient: 129,
    targetGradient: 145,
    weightsGradient: 161,
  },
  /** Bytes of its structures, those of operations with room for later versions. */
  memoryDescriptorBytes: 696,
  /** Within the description of a tensor's layout: strides, and how many inner blocks it has, their extents and axes. */
  blocking: { strides: 320, count: 416, extents: 424, axes: 520 },
  operationDescriptorBytes: 8192,
} as const;

const buffer = "buffer", address = "usize", int = "i32";

/** Functions of the library that are called; addresses are numbers or views. */
export const oneDnnSymbols = {
  dnnl_sgemm: {
    // deno-fmt-ignore
    parameters: ["u8", "u8", "usize", "usize", "usize", "f32", address, "usize", address, "usize", "f32", address, "usize"],
    result: int,
  },
  dnnl_version: { parameters: [], result: address },
  dnnl_get_effective_cpu_isa: { parameters: [], result: int },
  dnnl_engine_create: { parameters: [buffer, int, "usize"], result: int },
  dnnl_stream_create: { parameters: [buffer, address, "u32"], result: int },
  dnnl_memory_desc_init_by_tag: { parameters: [buffer, int, buffer, int, int], result: int },
  dnnl_memory_desc_equal: { parameters: [buffer, buffer], result: int },
  dnnl_memory_desc_get_size: { parameters: [buffer], result: "usize" },
  dnnl_dilated_convolution_forward_desc_init: {
    parameters: [buffer, int, int, buffer, buffer, buffer, buffer, buffer, buffer, buffer, buffer],
    result: int,
  },
  dnnl_dilated_convolution_backward_data_desc_init: {
    parameters: [buffer, int, buffer, buffer, buffer, buffer, buffer, buffer, buffer],
    result: int,
  },
  dnnl_dilated_convolution_backward_weights_desc_init: {
    parameters: [buffer, int, buffer, buffer, buffer, buffer, buffer, buffer, buffer, buffer],
    result: int,
  },
  dnnl_primitive_desc_create: {
    parameters: [buffer, buffer, address, address, address],
    result: int,
  },
  dnnl_primitive_desc_destroy: { parameters: [address], result: int },
  dnnl_primitive_desc_query_md: { parameters: [address, int, int], result: address },
  dnnl_reorder_primitive_desc_create: {
    parameters: [buffer, buffer, address, buffer, address, address],
    result: int,
  },
  dnnl_primitive_create: { parameters: [buffer, address], result: int },
  dnnl_primitive_destroy: { parameters: [address], result: int },
  dnnl_memory_create: { parameters: [buffer, buffer, address, address], result: int },
  dnnl_memory_set_data_handle: { parameters: [address, address], result: int },
  dnnl_memory_destroy: { parameters: [address], result: int },
  dnnl_primitive_execute: { parameters: [address, address, int, buffer], result: int },
  /** Of the OpenMP that the library runs on; for the calling thread alone. */
  omp_set_num_threads: { parameters: [int], result: "void" },
  ...cSymbols,
} as const;

type Names = Exclude<keyof typeof oneDnnSymbols, keyof typeof cSymbols>;

/** The library's functions. Deno types addresses as bigint and also takes numbers, which it passes without allocating. */
export type OneDnnCalls =
  & Readonly<Record<Names, (...values: readonly (number | ArrayBufferView | null)[]) => number>>
  & Pick<Deno.DynamicLibrary<typeof oneDnnSymbols>["symbols"], "memcpy" | "strlen">;

/** Opens the library; `undefined` where it is none. */
export function loadOneDnn(
  path: string,
): { readonly calls: OneDnnCalls; close(): void } | undefined {
  try {
    const library = Deno.dlopen(path, oneDnnSymbols);
    return { calls: library.symbols as unknown as OneDnnCalls, close: () => library.close() };
  } catch {
    return undefined;
  }
}
