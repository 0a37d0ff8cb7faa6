import type { DType } from "../types/dtype.ts";
import {
  type DTypeKernels,
  kernelModule,
  type SharedKernels,
  strictChanges,
} from "./kernels_generated.ts";

export type { DTypeKernels, SharedKernels };

/**
 * How `a·b + c` is rounded in products and convolutions: `"relaxed"` as the machine does it fastest, see
 * {@linkcode fusedMultiplyAdd}; `"strict"` after the product and after the sum, the same bits on every machine.
 *
 * @category Kernels
 */
export type MultiplyAdd = "relaxed" | "strict";

/**
 * The fixed kernels: `kernels.f32.gemm`, `kernels.f64.gemm`, and those that do not depend on a type.
 *
 * @category Kernels
 */
export type Kernels = Readonly<Record<DType, DTypeKernels>> & { readonly shared: SharedKernels };

/**
 * The numbers under which a thread pool runs the fixed kernels, grouped like {@linkcode Kernels}.
 *
 * @category Kernels
 */
export type KernelIds =
  & Readonly<Record<DType, Readonly<Record<keyof DTypeKernels, number>>>>
  & { readonly shared: Readonly<Record<keyof SharedKernels, number>> };

/**
 * The fixed kernels over one memory.
 *
 * @category Kernels
 */
export interface KernelTable {
  /** The compiled module, the same for all engines of a thread that multiply and add alike. */
  readonly module: WebAssembly.Module;
  /** Every export, also those that only WebAssembly can call, for modules compiled at run time. */
  readonly exports: WebAssembly.Exports;
  /** Kernels for calls from JavaScript. */
  readonly kernels: Kernels;
  /** Their numbers. */
  readonly ids: KernelIds;
  /** The same functions by number. */
  readonly list: readonly ((...values: number[]) => unknown)[];
}

/**
 * A product `C = A B`, or `C += A B` where `accumulate` is 1, of operands with any strides, one of them 1.
 *
 * @category Kernels
 */
export type NativeProduct = (
  M: number,
  N: number,
  K: number,
  a: number,
  aRow: number,
  aColumn: number,
  b: number,
  bRow: number,
  bColumn: number,
  c: number,
  cRow: number,
  accumulate: number,
) => void;

/**
 * Options of {@linkcode kernelTable}.
 *
 * @category Kernels
 */
export interface KernelTableOptions {
  /** The compiled module; default the one of this thread. A worker passes its caller's. */
  readonly module?: WebAssembly.Module;
  /** Rounding of products where no module is given; default `"relaxed"`. */
  readonly multiplyAdd?: MultiplyAdd;
  /** The products of a native library, for the kernels that are built on one; default none: those trap. */
  readonly products?: { readonly [dtype in DType]?: NativeProduct } | undefined;
}

/** Compiled at first use and shared by the engines of this thread. */
const compiled: { [how in MultiplyAdd]?: WebAssembly.Module } = {};

/**
 * Instantiates the fixed kernels over a memory.
 *
 * @category Kernels
 * @param memory The memory that they work on.
 * @param options The compiled module and a native library's products.
 * @returns The kernels by name and by number.
 *
 * @example The two types have the same kernels
 * ```ts
 * import { kernelTable } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
 * const { kernels, ids, list } = kernelTable(memory);
 * assertEquals(list[ids.f64.gemm], kernels.f64.gemm as unknown);
 * ```
 */
export function kernelTable(
  memory: WebAssembly.Memory,
  { module: given, multiplyAdd = "relaxed", products = {} }: KernelTableOptions = {},
): KernelTable {
  const module = given ??
    (compiled[multiplyAdd] ??= new WebAssembly.Module(moduleBytes(multiplyAdd)));
  const native = { gemm_f32: products.f32 ?? refuse, gemm_f64: products.f64 ?? refuse };
  const exports = new WebAssembly.Instance(module, { env: { memory }, native }).exports;
  const names = WebAssembly.Module.exports(module)
    .filter(({ kind }) => kind === "function")
    .map(({ name }) => name);
  return {
    module,
    exports,
    kernels: grouped(names, (name) => exports[name]) as Kernels,
    ids: grouped(names, (_, id) => id) as KernelIds,
    list: names.map((name) => exports[name] as (...values: number[]) => unknown),
  };
}

function moduleBytes(multiplyAdd: MultiplyAdd): Uint8Array<ArrayBuffer> {
  const relaxed = Uint8Array.fromBase64(kernelModule);
  if (multiplyAdd === "relaxed") return relaxed;
  let kept = 0;
  const pieces = strictChanges.flatMap(([start, end, bytes]) => {
    const before = relaxed.subarray(kept, start);
    kept = end;
    return [before, Uint8Array.fromBase64(bytes)];
  });
  pieces.push(relaxed.subarray(kept));
  const strict = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    strict.set(piece, at);
    at += piece.length;
  }
  return strict;
}

function refuse(): never {
  throw new Error("Kernels: expected a native library for this kernel, got none; open one");
}

function grouped(
  names: readonly string[],
  entry: (name: string, id: number) => unknown,
): unknown {
  const groups: Record<string, Record<string, unknown>> = { f32: {}, f64: {}, shared: {} };
  names.forEach((name, id) => {
    const [, base, dtype] = name.match(/^(\w+)_(f32|f64)$/) ?? [undefined, name, "shared"];
    groups[dtype][base] = entry(name, id);
  });
  return groups;
}
