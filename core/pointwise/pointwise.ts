import type { DType } from "../types/dtype.ts";
import type { Engine } from "../memory/engine.ts";
import type { Tensor } from "../memory/tensor.ts";
import { bindKernel } from "./_bound_kernel.ts";
import { bindPass, emptyPass } from "./_bound_pass.ts";
import { requireSameKind } from "./_check_tensors.ts";
import { emit } from "./_emit.ts";
import { Loop, type PointwiseFunction } from "./_loop.ts";
import { leavesOf, lower, type Program } from "./_program.ts";
import type { Expression, Operand } from "./expression.ts";
import type { PointwiseKernel } from "./pointwise_kernel.ts";
import type { PointwisePass } from "./pointwise_pass.ts";

/**
 * Definition of a pointwise rule.
 *
 * @category Pointwise functions
 */
export interface PointwiseOptions<T extends string, S extends string> {
  /** Name of the rule, for messages. */
  readonly name: string;
  /** Names of the tensors that the rule reads or writes. */
  readonly tensors: readonly T[];
  /** Names of the numbers that are the same for all elements and given to each run; default none. */
  readonly scalars?: readonly S[];
  /**
   * The rule for one element: from the operands' old values to the new values of the written tensors.
   *
   * @param operands An expression for each tensor and scalar.
   * @returns The expression that each written tensor receives.
   */
  readonly update: (
    operands: Readonly<Record<NoInfer<T> | NoInfer<S>, Expression>>,
  ) => { readonly [K in NoInfer<T>]?: Operand };
}

/**
 * A formula for each element, compiled to one vector loop for each element type that it is used with.
 *
 * @category Pointwise functions
 * @typeParam T Names of the tensors.
 * @typeParam S Names of the scalars.
 */
export interface PointwiseRule<T extends string = string, S extends string = string> {
  /** Name of the rule. */
  readonly name: string;
  /** Names of the tensors, in the order given. */
  readonly tensors: readonly T[];
  /** Names of the scalars, in the order given. */
  readonly scalars: readonly S[];

  /**
   * Joins the rule to tensors; compiles it at the first use with an engine and element type.
   *
   * All tensors are of one engine, element type and size. A tensor that is read may be the written one
   * itself; other overlaps with a written tensor are refused. The kernel lives as long as the arena
   * of its first written tensor.
   *
   * @param tensors A tensor for each name.
   * @returns The bound rule.
   * @throws {TypeError} When a tensor is missing, unknown or does not fit the others.
   */
  bind(tensors: Readonly<Record<T, Tensor>>): PointwiseKernel<T, S>;

  /**
   * Joins the rule to several sets of tensors, such as all parameters of a network with their gradients, to
   * run over them in one call.
   *
   * The tensors of a set fit each other as in {@linkcode PointwiseRule.bind}; the sets may differ in size, not
   * in engine or element type, and no set may hold what another one writes. The pass lives as long as the
   * arenas of its tensors.
   *
   * @param sets For each set a tensor for each name; may be empty.
   * @returns The bound rule.
   * @throws {TypeError} When a tensor is missing, unknown or does not fit the others.
   */
  bindAll(sets: readonly Readonly<Record<T, Tensor>>[]): PointwisePass;

  /**
   * The compiled rule, the same bytes each time: a WebAssembly module that imports `env.memory` and,
   * from `kernels`, the fixed kernels that it calls (`log1p_f32`, …), and exports `run(block, from, to)`
   * over a range of elements.
   *
   * @param dtype Element type.
   * @param options `shared`: whether the memory is one that threads share, as an engine's is; default `true`. A module for
   * another program, such as a page, gives the same bits over a memory of its own, and calls all functions.
   * @returns The module in binary form.
   */
  bytes(dtype: DType, options?: { readonly shared?: boolean }): Uint8Array<ArrayBuffer>;
}

/**
 * A rule that is applied to each element of some tensors by itself: `xᵢ ← f(xᵢ, yᵢ, …, scalars)`.
 *
 * The formula is written once, with the methods of {@linkcode Expression}, and becomes one WebAssembly
 * vector loop for `f32` and one for `f64`. All reads of an element happen before its writes. An
 * element's result depends on its own operands alone: neither its place nor the way the work is split
 * changes a bit. Equal subexpressions are computed once; what depends on no tensor is computed before
 * the loop.
 *
 * @category Pointwise functions
 * @param options Name, operands and formula, see {@linkcode PointwiseOptions}.
 * @returns The rule; make it once and bind it as often as wanted.
 * @throws {TypeError} When names repeat, or the formula assigns to an unknown name or uses another
 * rule's operands.
 *
 * @example Descend along a gradient
 * ```ts
 * import { createEngine, pointwise } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const weight = arena.from([1, 2, 3]), gradient = arena.from([2, 0, -2]);
 * const descend = pointwise({
 *   name: "descend",
 *   tensors: ["weight", "gradient"],
 *   scalars: ["learningRate"],
 *   update: ({ weight, gradient, learningRate }) => ({
 *     weight: weight.sub(learningRate.mul(gradient)),
 *   }),
 * });
 * const kernel = descend.bind({ weight, gradient });
 * kernel.run({ learningRate: 0.5 });
 * assertEquals([...weight.data], [0, 2, 4]);
 * ```
 *
 * @example Scale several tensors in one call
 * ```ts
 * import { createEngine, pointwise } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const tensors = [arena.from([1, 2, 3]), arena.from([4])];
 * const scale = pointwise({
 *   name: "scale",
 *   tensors: ["x"],
 *   scalars: ["factor"],
 *   update: ({ x, factor }) => ({ x: x.mul(factor) }),
 * });
 * const pass = scale.bindAll(tensors.map((x) => ({ x })));
 * pass.scalars[scale.scalars.indexOf("factor")] = 10;
 * pass.run();
 * assertEquals(tensors.map(({ data }) => [...data]), [[10, 20, 30], [40]]);
 * ```
 */
export function pointwise<const T extends string, const S extends string = never>(
  { name, tensors, scalars = [], update }: PointwiseOptions<T, S>,
): PointwiseRule<T, S> {
  const names: string[] = [...tensors, ...scalars];
  const repeated = names.find((each, index) => names.indexOf(each) !== index);
  if (repeated !== undefined || tensors.length === 0) {
    throw new TypeError(
      `Pointwise '${name}': expected at least one tensor and different names, got tensors ${
        tensors.join(", ") || "none"
      } and scalars ${scalars.join(", ") || "none"}; rename or add one`,
    );
  }
  const leaves = leavesOf(tensors, scalars);
  const program = lower(name, tensors, scalars, leaves, update(leaves));
  return new CompiledRule(name, tensors, scalars, program);
}

class CompiledRule<T extends string, S extends string> implements PointwiseRule<T, S> {
  readonly name: string;
  readonly tensors: readonly T[];
  readonly scalars: readonly S[];
  readonly #program: Program;
  readonly #modules: { [D in DType]?: WebAssembly.Module } = {};
  readonly #loops = new WeakMap<Engine, { [D in DType]?: Loop }>();

  constructor(name: string, tensors: readonly T[], scalars: readonly S[], program: Program) {
    this.name = name;
    this.tensors = [...tensors];
    this.scalars = [...scalars];
    this.#program = program;
  }

  bind(tensors: Readonly<Record<T, Tensor>>): PointwiseKernel<T, S> {
    const list = this.#ordered(tensors);
    this.#requireOneKind(list, list[0]);
    return bindKernel({
      rule: this.name,
      tensorNames: this.tensors,
      scalarNames: this.scalars,
      written: this.#written(),
      tensors: list,
      loop: this.#loop(list[0].engine, list[0].dtype),
    });
  }

  bindAll(sets: readonly Readonly<Record<T, Tensor>>[]): PointwisePass {
    if (sets.length === 0) return emptyPass(this.scalars.length);
    const lists = sets.map((tensors) => this.#ordered(tensors));
    const [[first]] = lists;
    for (const list of lists) this.#requireOneKind(list, first);
    return bindPass({
      rule: this.name,
      tensorNames: this.tensors,
      scalarCount: this.scalars.length,
      written: this.#written(),
      sets: lists,
      loop: this.#loop(first.engine, first.dtype),
    });
  }

  bytes(
    dtype: DType,
    { shared = true }: { readonly shared?: boolean } = {},
  ): Uint8Array<ArrayBuffer> {
    return emit(this.#program, {
      tensorCount: this.tensors.length,
      scalarCount: this.scalars.length,
      dtype,
      shared,
    });
  }

  #written(): number[] {
    return this.#program.stores.map(({ tensor }) => tensor);
  }

  /** The tensors in the order of their names. */
  #ordered(tensors: Readonly<Record<T, Tensor>>): Tensor[] {
    const given = Object.keys(tensors);
    const unknown = given.find((name) => !this.tensors.includes(name as T));
    const missing = this.tensors.find((name) => tensors[name] === undefined);
    if (unknown !== undefined || missing !== undefined) {
      throw new TypeError(
        `Pointwise '${this.name}': expected the tensors ${this.tensors.join(", ")}, got ${
          given.join(", ") || "none"
        }; pass one tensor for each name`,
      );
    }
    return this.tensors.map((name) => tensors[name]);
  }

  #requireOneKind(tensors: readonly Tensor[], first: Tensor): void {
    if (first.dtype !== "f32" && first.dtype !== "f64") {
      throw new TypeError(
        `Pointwise '${this.name}': expected f32 or f64 tensors, got '${
          this.tensors[0]
        }' ${first.dtype}; convert it first`,
      );
    }
    tensors.forEach((tensor, index) =>
      requireSameKind(this.name, this.tensors[0], first, this.tensors[index], tensor)
    );
  }

  #loop(engine: Engine, dtype: DType): Loop {
    let loops = this.#loops.get(engine);
    if (loops === undefined) {
      loops = {};
      this.#loops.set(engine, loops);
    }
    return loops[dtype] ??= this.#instantiate(engine, dtype);
  }

  #instantiate(engine: Engine, dtype: DType): Loop {
    const bytes = this.bytes(dtype);
    const module = this.#modules[dtype] ??= new WebAssembly.Module(bytes);
    const { exports } = new WebAssembly.Instance(module, {
      env: { memory: engine.memory },
      kernels: Object.fromEntries(
        Object.entries(engine.kernels[dtype]).map(([name, kernel]) => [`${name}_${dtype}`, kernel]),
      ),
    });
    return new Loop(engine, exports.run as PointwiseFunction, bytes, this.#program);
  }
}
