import { loadModule } from "@descent/optim";
import { problemCatalogue } from "./catalogue.ts";
import type { ProblemPlugin } from "./contract/problem_plugin.ts";
import { checkProblem } from "./check_problem.ts";

/**
 * Options of {@linkcode loadProblem}.
 *
 * @category Writing a problem
 */
export interface LoadProblemOptions {
  /** Problems whose names are taken; default the {@linkcode problemCatalogue}. */
  readonly taken?: readonly ProblemPlugin[];
}

/**
 * Loads a problem from a module of a third party, which default-exports a {@linkcode ProblemPlugin}.
 *
 * A local file needs the permission to read it. Nothing is registered anywhere: the caller has the problem, or an
 * error. Run {@linkcode assertProblemConforms} on it before its first use.
 *
 * @category Writing a problem
 * @param specifier A path, relative to the working directory, such as `./rosenbrock.ts`; a URL; or a module specifier.
 * @param options Which names are taken, see {@linkcode LoadProblemOptions}.
 * @returns The problem, its fields and tables checked.
 * @throws {TypeError} When the module is not found, may not be read, throws, or exports what does not fit the contract.
 * @throws {SyntaxError} When the module cannot be parsed.
 *
 * @example A module that exports a number
 * ```ts
 * import { loadProblem } from "@descent/problems";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(
 *   () => loadProblem("data:text/javascript,export default 42"),
 *   TypeError,
 *   "expected an object with the fields of ProblemPlugin as default export, got 42",
 * );
 * ```
 */
export async function loadProblem(
  specifier: string,
  { taken = problemCatalogue }: LoadProblemOptions = {},
): Promise<ProblemPlugin> {
  return checkProblem(await loadModule(specifier, { kind: "Problem" }), {
    source: specifier,
    taken,
  });
}
