import { givenOptions, type Parameter } from "@descent/core";
import { LOSS, type Split } from "./contract/metric.ts";
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
export interface FunctionProblemOptions {
  /** Lower-case name, such as `rosenbrock`. */
  readonly name: string;
  /** Name for people. */
  readonly title: string;
  /** Where the function comes from, as a short citation. */
  readonly reference: string;
  /** Where the descent starts: as many numbers as the function has variables. */
  readonly start: readonly number[];
  /**
   * The function.
   *
   * @param x The variables.
   * @returns Its value; the lower the better.
   */
  readonly value: (x: Float32Array | Float64Array) => number;
  /**
   * Its gradient.
   *
   * @param x The variables.
   * @returns The derivative by each variable.
   */
  readonly gradient: (x: Float32Array | Float64Array) => readonly number[];
  /** Number of steps; default 1,000. */
  readonly steps?: number;
  /** The value that trials are timed towards; default none. */
  readonly target?: number;
  /** Learning rates that suit some optimizers; default none. */
  readonly learningRates?: Readonly<Record<string, number>>;
}

const EVALUATIONS = 100;

/**
 * A function of a few variables as a problem: no data, one step an epoch, the same value for every part.
 *
 * @category Writing a problem
 * @param options Start, value and gradient, see {@linkcode FunctionProblemOptions}.
 * @returns The plugin, to default-export from a module of one's own or to use at once.
 * @throws {RangeError} When the start is empty or not finite.
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
export function functionProblem(options: FunctionProblemOptions): ProblemPlugin {
  const { name, title, reference, start, steps = 1000, target = null, learningRates = {} } =
    givenOptions("functionProblem", options, {
      name: "text",
      title: "text",
      reference: "text",
      start: "list",
      value: "function",
      gradient: "function",
      steps: "count",
      learningRates: "object",
    }, ["name", "title", "reference", "start", "value", "gradient"]);
  if (target !== null) givenOptions("functionProblem", { target }, { target: "number" });
  if (start.length === 0 || !start.every(Number.isFinite)) {
    throw new RangeError(
      `Function problem '${name}': expected a start of at least one finite number, got [${
        start.join(", ")
      }]; give each variable a number`,
    );
  }
  return {
    name,
    title,
    reference,
    options: {},
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
    load: (): ProblemData => ({ digest: "" }),
    create: (_data, _options, context) => new BuiltFunction(options, context),
  };
}

class BuiltFunction implements BuiltProblem {
  readonly parameters: readonly Parameter[];
  readonly buffers = [];
  readonly stepsPerEpoch = 1;
  readonly examples = { train: 1, validation: 1, test: 1 };
  readonly model = "";
  readonly data = null;
  readonly #function: FunctionProblemOptions;
  readonly #release: () => void;

  constructor(options: FunctionProblemOptions, { engine, dtype }: ProblemContext) {
    const arena = engine.arena();
    const { start } = options;
    const value = arena.from(start, [start.length], dtype);
    const gradient = arena.tensor([start.length], dtype);
    this.parameters = [{ name: "x", value, gradient, role: "weight", decays: true }];
    this.#function = options;
    this.#release = () => arena.dispose();
  }

  nextBatch(): number {
    return 1;
  }

  gradients(): number {
    const [{ value: { data: x }, gradient }] = this.parameters;
    gradient.data.set(this.#function.gradient(x));
    return this.#function.value(x);
  }

  evaluate(_split?: Split): { readonly loss: number } {
    const [{ value: { data: x } }] = this.parameters;
    return { loss: this.#function.value(x) };
  }

  [Symbol.dispose](): void {
    this.#release();
  }
}
