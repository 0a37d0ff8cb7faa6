import { isLive, markLive, type Values } from "../_live_values.ts";
import { formatNumber } from "../_format_number.ts";
import { formatRange, isInRange } from "../_range.ts";
import type {
  Hyperparameter,
  Hyperparameters,
  Optimizer,
  OptimizerPlugin,
  StepContext,
} from "../optimizer_plugin.ts";
import { requireFromContext } from "../require_from_context.ts";
import type { Schedule } from "../schedules/schedule.ts";
import { WrappedOptimizer } from "./_wrapped_optimizer.ts";
import type { WrapperNames } from "./wrapper_names.ts";

/**
 * For each hyperparameter that changes, what makes its schedule for a number of steps.
 *
 * @category Wrappers
 */
export type HyperparameterSchedules = Readonly<Record<string, (steps: number) => Schedule>>;

/**
 * Any optimizer with schedules for hyperparameters other than the learning rate: at each step such a one has its value times the
 * factor of its schedule, over the `totalSteps` of the context.
 *
 * So the value of the setting, which a search may choose, is that where the factor is 1. A step allocates no more than the schedule
 * does, and nothing is kept between steps: the number of the step says all.
 *
 * @category Wrappers
 * @param plugin The optimizer; its `schedulable` lists what may have a schedule.
 * @param schedules A factory of a {@linkcode Schedule} for each hyperparameter, such as `(steps) => cosineDecay({ steps })`.
 * @param names Name and title of the plugin that it becomes; default the plugin's, and which hyperparameters are scheduled.
 * @returns A plugin with the same hyperparameters. Its steps throw a `RangeError` where a value leaves its range, and a `TypeError`
 * without `totalSteps` in the context, or where a schedule follows a metric.
 * @throws {TypeError} When a hyperparameter is not in the plugin's table, or is read but once, as sizes and choices are.
 *
 * @example AdamW whose weights decay less and less, and whose momentum rises
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { adamw, cosineDecay, createOptimizer, linearRamp, scheduled } from "@descent/optim";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const plugin = scheduled(adamw, {
 *   weightDecay: (steps) => cosineDecay({ steps }),
 *   beta1: (steps) => linearRamp({ from: 0.9, to: 1, steps: steps / 4 }),
 * });
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const value = arena.from([1], [1], "f64"), gradient = arena.tensor([1], "f64");
 * const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
 * const hyperparameters = { weightDecay: 0.5 };
 * const optimizer = createOptimizer({ plugin, parameters, hyperparameters });
 * // Half of the way: the cosine is at 1/2.
 * optimizer.step({ step: 5, learningRate: 1, totalSteps: 8 });
 * assertAlmostEquals(value.data[0], 1 - 0.5 / 2);
 * ```
 */
export function scheduled<H extends Hyperparameters>(
  plugin: OptimizerPlugin<H>,
  schedules: HyperparameterSchedules,
  names: WrapperNames = {},
): OptimizerPlugin<H> {
  const table = plugin.hyperparameters as Readonly<Record<string, Hyperparameter>>;
  const { schedulable = [] } = plugin, chosen = Object.keys(schedules);
  for (const name of chosen) {
    if (schedulable.includes(name)) continue;
    const among = schedulable.length === 0 ? "of which there are none" : schedulable.join(", ");
    const why = name === "learningRate"
      ? "it has the training's schedule"
      : Object.hasOwn(table, name)
      ? "it is read once, before the first step"
      : "check the spelling";
    throw new TypeError(
      `scheduled: expected hyperparameters of '${plugin.name}' that each step reads anew (${among}), got '${name}'; ${why}`,
    );
  }
  const {
    name = `${plugin.name}-scheduled`,
    title = `${plugin.title} with scheduled ${chosen.join(", ")}`,
  } = names;
  const { needs = [] } = plugin;
  const { identities: _identities, fixed: _fixed, ...rest } = plugin;
  return {
    ...rest,
    name,
    title,
    needs: needs.includes("totalSteps") ? needs : [...needs, "totalSteps"],
    schedulable: schedulable.filter((each) => !chosen.includes(each)),
    create: (parameters, hyperparameters) => {
      const base = hyperparameters as unknown as Values, values = overlay(base, chosen);
      return new ScheduledOptimizer(plugin.create(parameters, values as unknown as H), {
        ...{ name, base, values },
        courses: chosen.map((each) => ({
          name: each,
          make: schedules[each],
          range: table[each].range,
          factor: unknownFactor,
        })),
      });
    },
  };
}

/** Copies of the chosen values, which may change, and the others as they are. */
function overlay(base: Values, chosen: readonly string[]): Record<string, number> {
  const values: Record<string, number> = { ...base };
  if (isLive(base)) {
    for (const name of Object.keys(base)) {
      if (chosen.includes(name)) continue;
      Object.defineProperty(values, name, { get: () => base[name], enumerable: true });
    }
  }
  return markLive(values);
}

const unknownFactor: Schedule = () => NaN;

/** A hyperparameter and its schedule, which is made when the number of steps is known. */
interface Course {
  readonly name: string;
  readonly make: (steps: number) => Schedule;
  readonly range: Hyperparameter["range"];
  factor: Schedule;
}

class ScheduledOptimizer extends WrappedOptimizer implements Optimizer {
  readonly #name: string;
  readonly #base: Values;
  readonly #values: Record<string, number>;
  readonly #courses: readonly Course[];
  #totalSteps = 0;

  constructor(inner: Optimizer, { name, base, values, courses }: {
    readonly name: string;
    readonly base: Values;
    readonly values: Record<string, number>;
    readonly courses: readonly Course[];
  }) {
    super(inner);
    this.#name = name;
    this.#base = base;
    this.#values = values;
    this.#courses = courses;
  }

  step(context: StepContext): void {
    const totalSteps = requireFromContext(context, "totalSteps", this.#name);
    if (totalSteps !== this.#totalSteps) this.#plan(totalSteps);
    for (const { name, range, factor } of this.#courses) {
      const share = factor(context.step), value = this.#base[name] * share;
      if (!isInRange(range, value)) this.#refuse(name, range, share, context.step);
      this.#values[name] = value;
    }
    this.inner.step(context);
  }

  #plan(totalSteps: number): void {
    for (const course of this.#courses) {
      course.factor = course.make(totalSteps);
      if (course.factor.observe === undefined) continue;
      throw new TypeError(
        `Optimizer '${this.#name}': expected a schedule of the step alone for ${course.name}, got one that follows a metric; choose another one`,
      );
    }
    this.#totalSteps = totalSteps;
  }

  #refuse(name: string, range: Hyperparameter["range"], share: number, step: number): never {
    const base = this.#base[name];
    throw new RangeError(
      `Optimizer '${this.#name}': expected ${name} from ${formatRange(range)} at every step, got ${
        formatNumber(base * share)
      }, ${formatNumber(base)} times ${
        formatNumber(share)
      }, at step ${step}; change its schedule or its value`,
    );
  }
}
