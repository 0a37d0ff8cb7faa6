import { parseSchedule } from "@descent/optim";
import type { Budget } from "../contract/budget.ts";
import { checkOptions } from "../contract/check_options.ts";
import type { Option, OptionValue, OptionValues } from "../contract/option.ts";
import type { ProblemPlugin } from "../contract/problem_plugin.ts";

/** One thing that the tables of a problem must hold. */
interface TableCheck {
  readonly name: string;
  /** As {@linkcode ProblemCheck.run}, before any data are loaded. */
  run(plugin: ProblemPlugin, options: OptionValues): string | undefined;
}

/** Checks of options, budget and rates. */
export const tableChecks: readonly TableCheck[] = [
  {
    name: "has defaults within their limits",
    run: ({ options: table }) => {
      const rows = Object.entries(table as Readonly<Record<string, Option>>);
      const values = (of: (option: Option) => OptionValue | undefined) =>
        Object.fromEntries(rows.map(([name, option]) => [name, of(option)]));
      try {
        checkOptions("default", table, values((option) => option.default));
        checkOptions("quick value", table, values((option) => option.quick));
      } catch (error) {
        return `expected values that its own table of options accepts, got ${
          (error as Error).message
        }; widen the limits or change the value`;
      }
      return undefined;
    },
  },
  {
    name: "has a budget",
    run: (plugin, options) => {
      const fault = budgetFault(plugin.budget(options));
      return fault === undefined ? undefined : `expected ${fault} in the budget`;
    },
  },
  {
    name: "has learning rates above 0",
    run: (plugin, options) => {
      const wrong = Object.entries(plugin.learningRates?.(options) ?? {})
        .find(([, rate]) => !(rate > 0 && Number.isFinite(rate)));
      return wrong === undefined
        ? undefined
        : `expected finite learning rates above 0, got ${wrong[1]} for '${
          wrong[0]
        }'; leave out optimizers without one`;
    },
  },
  {
    name: "has variants that its table accepts",
    run: ({ options: table, variant }) => {
      if (variant === undefined) return undefined;
      for (let seed = 0; seed < VARIANTS; seed++) {
        const [values, again] = [variant(seed), variant(seed)];
        if (JSON.stringify(values) !== JSON.stringify(again)) {
          return `expected the same options twice from variant(${seed}), got ${
            JSON.stringify(values)
          }, then ${JSON.stringify(again)}; let the seed alone decide them`;
        }
        try {
          checkOptions(`variant ${seed}`, table, values);
        } catch (error) {
          return `expected variants of options that its own table accepts, got ${
            (error as Error).message
          }; widen the limits or change the variant`;
        }
      }
      return undefined;
    },
  },
];

/** How many variants are looked at. */
const VARIANTS = 10;

function budgetFault(
  { batchSize, epochs, evaluationsPerEpoch, examplesPerEvaluation = 1, schedule, target }: Budget,
): string | undefined {
  if (!(Number.isInteger(examplesPerEvaluation) && examplesPerEvaluation >= 1)) {
    return `a whole examplesPerEvaluation of at least 1, got ${examplesPerEvaluation}`;
  }
  if (!(Number.isInteger(batchSize) && batchSize >= 1)) {
    return `a whole batchSize of at least 1, got ${batchSize}`;
  }
  for (const [name, value] of Object.entries({ epochs, evaluationsPerEpoch })) {
    if (!(value > 0 && Number.isFinite(value))) return `${name} above 0, got ${value}`;
  }
  if (target !== null && !Number.isFinite(target)) {
    return `a finite target or null, got ${target}`;
  }
  if (typeof schedule === "string") return textFault(schedule);
  if (schedule?.kind === "module" && typeof schedule.address === "string") return undefined;
  if (schedule?.kind !== "step-decay") {
    return `a schedule such as 'cosine', or of kind 'step-decay' or 'module', got ${
      JSON.stringify(schedule)
    }`;
  }
  const { everyEpochs, factor } = schedule;
  if (everyEpochs > 0 && factor > 0 && Number.isFinite(factor)) return undefined;
  return `a step decay with everyEpochs and factor above 0, got ${everyEpochs} and ${factor}`;
}

function textFault(schedule: string): string | undefined {
  try {
    parseSchedule(schedule);
    return undefined;
  } catch (error) {
    return `a schedule such as 'cosine', got '${schedule}' (${(error as Error).message})`;
  }
}
