import { createEngine } from "@descent/core";
import type { ConformanceReport, ConformanceResult } from "@descent/optim";
import { checkOptions } from "../contract/check_options.ts";
import type { OptionValue, OptionValues } from "../contract/option.ts";
import type { LoadContext, ProblemData, ProblemPlugin } from "../contract/problem_plugin.ts";
import { batchCheck } from "./_batch_check.ts";
import { builtChecks } from "./_built_checks.ts";
import { dataChecks } from "./_data_checks.ts";
import { gradientCheck } from "./_gradient_check.ts";
import { memoryChecks } from "./_memory_checks.ts";
import { precisionCheck } from "./_precision_check.ts";
import { repeatChecks } from "./_repeat_checks.ts";
import { smallOptions } from "./_small_options.ts";
import type { ProblemCheck, Subject } from "./_subject.ts";
import { tableChecks } from "./_table_checks.ts";

/**
 * Options of {@linkcode checkProblemConformance}.
 *
 * @category Writing a problem
 */
export interface ProblemConformanceOptions extends LoadContext {
  /** Values without which the problem cannot be loaded, such as a path; default none. */
  readonly options?: Readonly<Record<string, OptionValue | undefined>>;
}

/** Checks of what is built, those first that the others rely on. */
const suite: readonly ProblemCheck[] = [
  ...dataChecks,
  ...builtChecks,
  batchCheck,
  ...repeatChecks,
  precisionCheck,
  gradientCheck,
  ...memoryChecks,
];

/**
 * Runs every problem's common checks on one: that its tables hold, its data can be posted to a worker, its gradients
 * agree with central differences in f64, a step can be repeated, a seed decides every bit, evaluation changes nothing,
 * an epoch goes through every example, f32 agrees with f64, and the training loop allocates nothing.
 *
 * It takes the `quick` values of the options, and at most 60 examples where the counts are options named `trainCount`,
 * `validationCount` and `testCount`; so it takes a fraction of a second for a small model.
 *
 * @category Writing a problem
 * @param plugin A problem whose fields fit the contract, see {@linkcode checkProblem}.
 * @param options Where data lie, and options that it cannot do without, see {@linkcode ProblemConformanceOptions}.
 * @returns What passed and what did not; a check in which the problem throws has failed. Without data nothing that
 * needs them is checked.
 *
 * @example A problem of the catalogue conforms
 * ```ts
 * import { checkProblemConformance, twoLayer } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const { results } = await checkProblemConformance(twoLayer);
 * assertEquals(results.flatMap(({ failure }) => failure ?? []), []);
 * ```
 */
export async function checkProblemConformance(
  plugin: ProblemPlugin,
  { options: given = {}, dataDirectory }: ProblemConformanceOptions = {},
): Promise<ConformanceReport> {
  const results: ConformanceResult[] = [];
  const add = async (name: string, run: () => Clause) => {
    results.push(await resultOf(plugin, name, run));
    return results.at(-1)!.failure === undefined;
  };
  let options: OptionValues = {}, first: ProblemData, second: ProblemData;
  const prepared = await add("takes its options", () => {
    options = checkOptions(plugin.name, plugin.options, smallOptions(plugin.options, given));
    return undefined;
  });
  if (prepared) {
    for (const { name, run } of tableChecks) await add(name, () => run(plugin, options));
    const loaded = await add("loads its data", async () => {
      first = await plugin.load(options, { dataDirectory });
      second = await plugin.load(options, { dataDirectory });
      return undefined;
    });
    if (loaded) {
      using engine = createEngine();
      const subject: Subject = { plugin, options, data: first!, again: second!, engine };
      for (const { name, run } of suite) await add(name, () => run(subject));
    }
  }
  const passed = results.every(({ failure }) => failure === undefined);
  return { plugin: plugin.name, passed, results };
}

/**
 * Refuses a problem that fails the suite of {@linkcode checkProblemConformance}.
 *
 * @category Writing a problem
 * @param plugin A problem whose fields fit the contract.
 * @param options Where data lie, and options that it cannot do without, see {@linkcode ProblemConformanceOptions}.
 * @throws {TypeError} When a check fails: the sentence of the first failure, and how many more there are.
 *
 * @example A gradient with the wrong sign
 * ```ts
 * import { assertProblemConforms, functionProblem } from "@descent/problems";
 * import { assertRejects } from "@std/assert";
 *
 * const parabola = functionProblem({
 *   name: "parabola",
 *   title: "Parabola",
 *   reference: "school",
 *   start: [3],
 *   value: ([x]) => x * x,
 *   gradient: ([x]) => [-2 * x],
 * });
 * await assertRejects(
 *   () => assertProblemConforms(parabola),
 *   TypeError,
 *   "Problem 'parabola' fails the check 'gradients agree with central differences'",
 * );
 * ```
 */
export async function assertProblemConforms(
  plugin: ProblemPlugin,
  options: ProblemConformanceOptions = {},
): Promise<void> {
  const { results } = await checkProblemConformance(plugin, options);
  const failures = results.flatMap(({ failure }) => failure ?? []);
  if (failures.length === 0) return;
  const more = failures.length > 1 ? ` (and ${failures.length - 1} more)` : "";
  throw new TypeError(`${failures[0]}${more}`);
}

/** A clause that begins with "expected"; undefined when all is well. */
type Clause = string | undefined | Promise<string | undefined>;

async function resultOf(
  { name }: ProblemPlugin,
  check: string,
  run: () => Clause,
): Promise<ConformanceResult> {
  let fault: string | undefined;
  try {
    fault = await run();
  } catch (error) {
    const message = error instanceof Error ? `${error.name} '${error.message}'` : String(error);
    fault = `expected it to run, got ${message}`;
  }
  if (fault === undefined) return { check };
  return { check, failure: `Problem '${name}' fails the check '${check}': ${fault}` };
}
