import { givenOptions, type OptionKind, optionKinds, type Parameter } from "@descent/core";
import { defineProblem } from "./contract/define_problem.ts";
import { LOSS, type Split } from "./contract/metric.ts";
import type { OptionTable, OptionValue, OptionValues } from "./contract/option.ts";
import type {
  BuiltProblem,
  ProblemContext,
  ProblemData,
  ProblemPlugin,
} from "./contract/problem_plugin.ts";

/**
 * Options of {@linkcode functionProblem}.
 *
 * @category Writing a problem
 */
export interface FunctionProblemOptions<
  Options extends { readonly [K in keyof Options]: OptionValue } = OptionValues,
> {
  /** Lower-case name, such as `rosenbrock`. */
  readonly name: string;
  /** Name for people. */
  readonly title: string;
  /** Where the function comes from, as a short citation. */
  readonly reference: string;
  /** Table of numbers that function or start depend on, such as a curvature: the problem's own flags; default none. */
  readonly options?: OptionTable<Options>;
  /** Where the descent starts, as many numbers as the function has variables; or that for the values of the options. */
  readonly start: readonly number[] | ((options: Options) => readonly number[]);
  /**
   * The function.
   *
   * @param x The variables.
   * @param options The values of the options.
   * @returns Its value; the lower the better.
   */
  readonly value: (x: Float32Array | Float64Array, options: Options) => number;
  /**
   * Its gradient.
   *
   * @param x The variables.
   * @param options The values of the options.
   * @returns The derivative by each variable.
   */
  readonly gradient: (x: Float32Array | Float64Array, options: Options) => readonly number[];
  /** Number of steps; default 1,000. */
  readonly steps?: number;
  /** The value that trials are timed towards; default none. */
  readonly target?: number;
  /** Learning rates that suit some optimizers; default none. */
  readonly learningRates?: Readonly<Record<string, number>>;
  /**
   * The problem as it could also have been posed, such as steeper or from another start; default it has no variants.
   *
   * @param seed Which variant, a whole number from 0.
   * @returns Options that differ from their defaults.
   */
  readonly variant?: (seed: number) => OptionValues;
}

const EVALUATIONS = 100;
const START: OptionKind = {
  wanted: "a list",
  fits: (value) => optionKinds.list.fits(value) || optionKinds.function.fits(value),
};

/**
 * A function of a few variables as a problem: no data, one step an epoch, the same value for every part.
 *
 * @category Writing a problem
 * @param options Start, value and gradient, see {@linkcode FunctionProblemOptions}.
 * @returns The plugin, to default-export from a module of one's own or to use at once.
 * @throws {RangeError} When the start is empty or not finite; where it depends on options, when the problem is created.
 *
 * @example A parabola
 * ```ts
 * import { createEngine, randomStream } from "@descent/core";
 * import { functionProblem } from "@descent/problems";
 * import { assertEquals } from "@std/assert";
 *
 * const parabola = functionProblem({
 *   name: "parabola",
 *   title: "Parabola",
 *   reference: "school",
 *   start: [3],
 *   value: ([x]) => x * x,
 *   gradient: ([x]) => [2 * x],
 * });
 * using engine = createEngine();
 * const context = { engine, dtype: "f64", batchSize: 1, random: randomStream({ seed: 0 }) } as const;
 * using built = parabola.create({ digest: "" }, {}, context);
 * assertEquals([built.gradients(), built.parameters[0].gradient.data[0]], [9, 6]);
 * ```
 */
export function functionProblem<
  Options extends { readonly [K in keyof Options]: OptionValue } = OptionValues,
>(options: FunctionProblemOptions<Options>): ProblemPlugin {
  const {
    name,
    title,
    reference,
    start,
    steps = 1000,
    target = null,
    learningRates = {},
    variant,
  } = givenOptions("functionProblem", options, {
    name: "text",
    title: "text",
    reference: "text",
    options: "object",
    start: START,
    value: "function",
    gradient: "function",
    steps: "count",
    learningRates: "object",
    variant: "function",
  }, ["name", "title", "reference", "start", "value", "gradient"]);
  if (target !== null) givenOptions("functionProblem", { target }, { target: "number" });
  if (typeof start !== "function") checkStart(name, start);
  return defineProblem<Options, ProblemData>({
    name,
    title,
    reference,
    options: options.options ?? {} as OptionTable<Options>,
    metrics: { loss: { ...LOSS, title: "value" } },
    selection: "validation/loss",
    budget: () => ({
      batchSize: 1,
      epochs: steps,
      evaluationsPerEpoch: Math.min(1, EVALUATIONS / steps),
      schedule: "constant",
      target,
    }),
    learningRates: () => learningRates,
    ...variant && { variant },
    load: (): ProblemData => ({ digest: "" }),
    create: (_data, values, context) => new BuiltFunction(options, values, context),
  });
}

/** Refuses a start that no descent can begin at. */
function checkStart(name: string, start: readonly number[]): void {
  if (start.length > 0 && start.every(Number.isFinite)) return;
  throw new RangeError(
    `Function problem '${name}': expected a start of at least one finite number, got [${
      start.join(", ")
    }]; give each variable a number`,
  );
}

class BuiltFunction<Options extends { readonly [K in keyof Options]: OptionValue }>
  implements BuiltProblem {
  readonly parameters: readonly Parameter[];
  readonly buffers = [];
  readonly stepsPerEpoch = 1;
  readonly examples = { train: 1, validation: 1, test: 1 };
  readonly model = "";
  readonly data = null;
  readonly #function: FunctionProblemOptions<Options>;
  readonly #options: Options;
  readonly #release: () => void;

  constructor(
    given: FunctionProblemOptions<Options>,
    options: Options,
    { engine, dtype }: ProblemContext,
  ) {
    const start = typeof given.start === "function" ? given.start(options) : given.start;
    checkStart(given.name, start);
    const arena = engine.arena();
    const value = arena.from(start, [start.length], dtype);
    const gradient = arena.tensor([start.length], dtype);
    this.parameters = [{ name: "x", value, gradient, role: "weight", decays: true }];
    this.#function = given;
    this.#options = options;
    this.#release = () => arena.dispose();
  }

  nextBatch(): number {
    return 1;
  }

  gradients(): number {
    const [{ value: { data: x }, gradient }] = this.parameters;
    gradient.data.set(this.#function.gradient(x, this.#options));
    return this.#function.value(x, this.#options);
  }

  evaluate(_split?: Split): { readonly loss: number } {
    const [{ value: { data: x } }] = this.parameters;
    return { loss: this.#function.value(x, this.#options) };
  }

  [Symbol.dispose](): void {
    this.#release();
  }
}
