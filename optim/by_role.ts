import type { Parameter, ParameterRole } from "@descent/core";
import { pickValues } from "./_live_values.ts";
import { hiddenMatrices } from "./hidden_matrices.ts";
import type {
  Hyperparameter,
  Hyperparameters,
  Optimizer,
  OptimizerPlugin,
  StepContext,
} from "./optimizer_plugin.ts";
import type { StateTree } from "./state_tree.ts";

/**
 * Parameters that {@linkcode byRole} can give to a rule: by role, all matrices, or those of hidden layers.
 *
 * @category Wrappers
 */
export type RoleSelection = ParameterRole | "matrices" | "hidden";

/**
 * A rule for some selections, and one for all other parameters.
 *
 * @category Wrappers
 */
export type RulesByRole =
  & { readonly [S in RoleSelection]?: OptimizerPlugin }
  & { readonly others: OptimizerPlugin };

/**
 * Options of {@linkcode byRole}.
 *
 * @category Wrappers
 */
export interface ByRoleOptions {
  /** Name of the plugin; default the rules' names with hyphens between. */
  readonly name?: string;
  /** Title of the plugin; default the rules' titles with their selections. */
  readonly title?: string;
}

const selections: Readonly<
  Record<RoleSelection, (parameters: readonly Parameter[]) => readonly Parameter[]>
> = {
  hidden: hiddenMatrices,
  matrices: (all) => all.filter(({ value }) => value.shape.length >= 2),
  weight: (all) => all.filter(({ role }) => role === "weight"),
  bias: (all) => all.filter(({ role }) => role === "bias"),
  gain: (all) => all.filter(({ role }) => role === "gain"),
  embedding: (all) => all.filter(({ role }) => role === "embedding"),
  output: (all) => all.filter(({ role }) => role === "output"),
};

/**
 * An optimizer that has a rule for each selection of the parameters, with its own learning rate and hyperparameters.
 *
 * A parameter goes to the first selection that has it, in the order given: `matrices` are all with two or more axes,
 * `hidden` see {@linkcode hiddenMatrices}. Of a rule that is one by role itself, as
 * {@linkcode muon}, it takes the part for the selection. The first rule's hyperparameters have their own names, those of the rest their
 * selection before them, such as `othersLearningRate`. The learning-rate schedule scales all rates alike.
 *
 * @category Wrappers
 * @param given A plugin for each selection, and `others` for what is left.
 * @param options Name and title, see {@linkcode ByRoleOptions}.
 * @returns A plugin of them all.
 * @throws {TypeError} When a selection is unknown, or there is none but `others`.
 *
 * @example Signs for matrices, gradients for vectors
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { byRole, createOptimizer, sgd, signum } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const of = (shape: number[], role: "weight" | "bias") => ({
 *   name: role,
 *   value: arena.tensor(shape),
 *   gradient: arena.from([4], shape),
 *   role,
 *   decays: true,
 * });
 * const parameters = [of([1, 1], "weight"), of([1], "bias")];
 * const plugin = byRole({ matrices: signum, others: sgd });
 * const hyperparameters = { learningRate: 1, othersLearningRate: 0.5 };
 * createOptimizer({ plugin, parameters, hyperparameters }).step({ step: 1, learningRate: 1 });
 * assertEquals(parameters.map(({ value }) => value.data[0]), [-1, -2]);
 * ```
 */
export function byRole(given: RulesByRole, options: ByRoleOptions = {}): OptimizerPlugin {
  const rules = Object.fromEntries(
    Object.entries(given).map(([selection, plugin]) => [selection, ruleFor(selection, plugin)]),
  ) as unknown as RulesByRole;
  const { others, ...selected } = rules;
  const parts = [...Object.entries(selected), ["others", others] as const].map(
    ([selection, plugin], which) => ({
      selection,
      plugin,
      nameOf: (own: string) => which === 0 ? own : selection + own[0].toUpperCase() + own.slice(1),
    }),
  );
  for (const { selection } of parts) {
    if (selection === "others" || Object.hasOwn(selections, selection)) continue;
    throw new TypeError(
      `byRole: expected selections among ${
        Object.keys(selections).join(", ")
      } and others, got '${selection}'; check the spelling`,
    );
  }
  if (parts.length < 2) {
    throw new TypeError(
      "byRole: expected a rule for some selection besides others, got others alone; use that rule itself",
    );
  }
  const {
    name = parts.map(({ plugin }) => plugin.name).join("-"),
    title = parts.map(({ selection, plugin }) => `${plugin.title} (${selection})`).join(", "),
  } = options;
  const table: Record<string, Hyperparameter> = {};
  for (const { selection, plugin, nameOf } of parts) {
    for (const [own, row] of Object.entries<Hyperparameter>(plugin.hyperparameters)) {
      table[nameOf(own)] = nameOf(own) === own
        ? row
        : { ...row, doc: `Of ${selection}: ${row.doc[0].toLowerCase()}${row.doc.slice(1)}` };
    }
  }
  const select = (parameters: readonly Parameter[]) => {
    let left = parameters;
    return parts.map((part) => {
      const wanted = part.selection === "others"
        ? left
        : selections[part.selection as RoleSelection](parameters);
      const taken = left.filter((each) => wanted.includes(each));
      left = left.filter((each) => !wanted.includes(each));
      return { ...part, parameters: taken };
    });
  };
  const needs = [...new Set(parts.flatMap(({ plugin }) => plugin.needs ?? []))];
  const schedulable = parts.flatMap(({ plugin, nameOf }, which) => [
    ...which === 0 ? [] : [nameOf("learningRate")],
    ...(plugin.schedulable ?? []).map(nameOf),
  ]);
  const plugin: OptimizerPlugin = {
    schedulable,
    ...(needs.length > 0 && { needs }),
    name,
    title,
    reference: [...new Set(parts.map(({ plugin }) => plugin.reference))].join("; "),
    bibtex: [...new Set(parts.flatMap(({ plugin }) => plugin.bibtex ?? []))].join("\n"),
    hyperparameters: table as OptimizerPlugin["hyperparameters"],
    reducesTo: (parameters) => {
      const used = select(parameters).filter(({ parameters }) => parameters.length > 0);
      return used.length === 1 ? used[0].plugin.title : undefined;
    },
    create: (parameters, hyperparameters) => {
      const values = hyperparameters as Hyperparameters & Readonly<Record<string, number>>;
      return new RoleOptimizer(
        select(parameters).map(({ selection, plugin, nameOf, parameters }) => {
          const names = Object.keys(plugin.hyperparameters);
          const own = pickValues(values, names.map((name) => [name, nameOf(name)]));
          const hyperparameters = own as unknown as Hyperparameters;
          return {
            selection,
            optimizer: plugin.create(parameters, hyperparameters),
            hyperparameters,
          };
        }),
        values,
      );
    },
  };
  made.set(plugin, rules);
  return plugin;
}

/** The rules of the plugins made here. */
const made = new WeakMap<OptimizerPlugin, RulesByRole>();

/** The part for a selection of a plugin that is by role itself; else the plugin. */
function ruleFor(selection: string, plugin: OptimizerPlugin): OptimizerPlugin {
  const parts = made.get(plugin);
  if (parts === undefined) return plugin;
  const own = parts[selection as RoleSelection];
  return own ?? (selection === "matrices" ? parts.hidden : undefined) ?? plugin;
}

interface RolePart {
  readonly selection: string;
  readonly optimizer: Optimizer;
  /** Its own, with its base rate. */
  readonly hyperparameters: Hyperparameters;
}

class RoleOptimizer implements Optimizer {
  readonly state: StateTree;
  readonly #parts: readonly RolePart[];
  /** The context of each part, in one object that is reused. */
  readonly #context: { -readonly [F in keyof StepContext]: StepContext[F] } = {
    step: 0,
    learningRate: 0,
  };

  readonly #hyperparameters: Hyperparameters;

  constructor(parts: readonly RolePart[], hyperparameters: Hyperparameters) {
    this.#hyperparameters = hyperparameters;
    this.state = Object.fromEntries(
      parts.map(({ selection, optimizer }) => [selection, optimizer.state]),
    );
    this.#parts = parts;
  }

  step(context: StepContext): void {
    const own = this.#context;
    own.step = context.step;
    own.loss = context.loss;
    own.evaluate = context.evaluate;
    own.totalSteps = context.totalSteps;
    own.random = context.random;
    const first = this.#hyperparameters.learningRate;
    for (const { optimizer, hyperparameters } of this.#parts) {
      // A base rate of 0 scales no schedule.
      own.learningRate = context.learningRate === 0
        ? 0
        : context.learningRate * (hyperparameters.learningRate / first);
      optimizer.step(own);
    }
  }

  beginEvaluation(): void {
    for (const { optimizer } of this.#parts) optimizer.beginEvaluation?.();
  }

  endEvaluation(): void {
    for (const { optimizer } of this.#parts) optimizer.endEvaluation?.();
  }
}
