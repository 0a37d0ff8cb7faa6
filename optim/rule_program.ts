import { biasCorrection } from "./_bias_correction.ts";
import { compiledRule } from "./compiled_rule.ts";
import type { OptimizerPlugin } from "./optimizer_plugin.ts";

/**
 * A rule as plain data that any JavaScript can run.
 *
 * @category Writing an optimizer
 */
export interface RuleProgram {
  /**
   * The compiled formula in f64: a WebAssembly module that imports `env.memory` and exports `run(block, from, to)`. At `block`
   * lie the scalars, then as 32-bit words the number of elements and the address of each tensor.
   */
  readonly wasm: Uint8Array<ArrayBuffer>;
  /** Names of the tensors: `w`, `g`, and the state's. */
  readonly tensors: readonly string[];
  /** Names of the scalars: hyperparameters, then running numbers, then the step's numbers. */
  readonly scalars: readonly string[];
  /** The tensor to look at in place of `w`; `null` for `w`. */
  readonly evaluated: string | null;
  /**
   * JavaScript for an object `{ running, numbers, initial }`: functions of the step by name, and what state and running
   * numbers begin with, `"w"` for the first weights.
   */
  readonly code: string;
}

/**
 * The program of a rule: the compiled formula, and its functions of the step as their own text. Their text must use nothing
 * but its argument, `Math` and the correction of a bias.
 *
 * @category Writing an optimizer
 * @param plugin The rule.
 * @returns The program; `undefined` where `ruleOptimizer` did not make it, where it draws random numbers, or where the
 * formula calls functions of the fixed kernels, such as `exp`.
 *
 * @example
 * ```ts
 * import { momentum, ruleProgram } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const { tensors, scalars } = ruleProgram(momentum)!;
 * assertEquals(tensors, ["w", "g", "velocity"]);
 * assertEquals(scalars.slice(0, 2), ["learningRate", "momentum"]);
 * ```
 */
export function ruleProgram(plugin: OptimizerPlugin): RuleProgram | undefined {
  const rule = compiledRule(plugin);
  if (rule === undefined || rule.noise.length > 0) return undefined;
  const { kernel, running = {}, numbers = {}, initial, evaluated = null } = rule;
  const wasm = kernel.bytes("f64", { shared: false });
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(wasm));
  if (imports.some(({ kind }) => kind === "function")) return undefined;
  const table = (entries: Readonly<Record<string, unknown>>): string =>
    `{${
      Object.entries(entries).filter(([, value]) => value !== undefined).map(([name, value]) =>
        `${JSON.stringify(name)}:${
          typeof value === "function" ? `(${value})` : JSON.stringify(value)
        }`
      ).join()
    }}`;
  return {
    wasm,
    tensors: kernel.tensors,
    scalars: kernel.scalars,
    evaluated,
    code: `(()=>{const biasCorrection=${biasCorrection};return{running:${table(running)},numbers:${
      table(numbers)
    },initial:${table(initial)}}})()`,
  };
}
