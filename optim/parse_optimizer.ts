import { nearestWords } from "@descent/core/words";
import { DEFAULT, fixedFromName, withFixedNames } from "./_fixed_text.ts";
import {
  beginsSchedule,
  readScheduledTexts,
  scheduledFromName,
  withScheduledTexts,
} from "./_scheduled_text.ts";
import { byRole, type RulesByRole } from "./by_role.ts";
import { optimizerCatalogue } from "./catalogue.ts";
import type { Hyperparameter, OptimizerPlugin } from "./optimizer_plugin.ts";
import { asam, sam } from "./wrappers/sam.ts";
import { cautious } from "./wrappers/cautious.ts";
import { grams } from "./wrappers/grams.ts";
import { lookahead } from "./wrappers/lookahead.ts";
import { mars } from "./wrappers/mars.ts";
import { withAccumulation } from "./wrappers/with_accumulation.ts";
import { withAdaptiveClipping } from "./wrappers/with_adaptive_clipping.ts";
import { withCentralizedGradients } from "./wrappers/with_centralized_gradients.ts";
import { withDecoupledWeightDecay } from "./wrappers/with_decoupled_weight_decay.ts";
import { withLatestAverage } from "./wrappers/with_latest_average.ts";
import { withNormClipping } from "./wrappers/with_norm_clipping.ts";
import { withPolynomialAverage } from "./wrappers/with_polynomial_average.ts";
import { withValueClipping } from "./wrappers/with_value_clipping.ts";
import { withWeightAverage } from "./wrappers/with_weight_average.ts";
import { withWeightDecay } from "./wrappers/with_weight_decay.ts";

type Wrapper = (plugin: OptimizerPlugin, names: { readonly name: string }) => OptimizerPlugin;

const wrappers: Readonly<Record<string, Wrapper>> = {
  cautious,
  grams,
  mars,
  sam,
  asam,
  lookahead,
  ema: withWeightAverage,
  "polynomial-average": withPolynomialAverage,
  "latest-average": withLatestAverage,
  agc: withAdaptiveClipping,
  "clip-norm": withNormClipping,
  "clip-value": withValueClipping,
  centralized: withCentralizedGradients,
  accumulated: withAccumulation,
  l2: withWeightDecay,
  decoupled: withDecoupledWeightDecay,
};

/**
 * Words before the opening bracket in the text that {@linkcode parseOptimizer} takes.
 *
 * @category Catalogue and choice
 */
export const optimizerWrappers: readonly string[] = [...Object.keys(wrappers), "by-role"];

/**
 * Options of {@linkcode parseOptimizer}.
 *
 * @category Catalogue and choice
 */
export interface ParseOptimizerOptions {
  /** Optimizers besides those of the catalogue that the text may name, such as loaded ones; default none. */
  readonly plugins?: readonly OptimizerPlugin[];
}

/**
 * The optimizer that a text names: one of the catalogue, or wrappers around one, which nest, with schedules of hyperparameters
 * where wanted, in the words of {@linkcode parseSchedule}.
 *
 * ```
 * adam
 * cautious(adamw)
 * lookahead(clip-norm(adam))
 * by-role(hidden: muon, others: adamw)
 * adamw(weight-decay: cosine(0.1), beta1: linear(0.9))
 * sam(momentum, rho: warmup(10%),constant)
 * adamw(beta1: default)
 * ```
 *
 * Its name is the text with hyphens in place of brackets, such as `cautious-adamw`, which it takes as well; with schedules it is
 * such as `scheduled-weight-decay-cosine-0p1-in-adamw`. The word `default` in place of a schedule holds a hyperparameter there, as
 * {@linkcode fixed} does, in a name such as `fixed-beta1-in-adamw`. The catalogue goes first: `cautious(adamw)` is its Cautious AdamW, whose
 * weights decay outside of the caution. Hyperparameters are written as in code or with hyphens.
 *
 * @category Catalogue and choice
 * @param text Name, or wrapper and optimizer in brackets; {@linkcode optimizerWrappers} lists the wrappers.
 * @param options Plugins that it may name too.
 * @returns The plugin.
 * @throws {RangeError} When a name or wrapper is unknown, or a bracket is missing; the message has the nearest words.
 * @throws {TypeError} When a wrapper does not fit, as one that is there already, or a hyperparameter takes no schedule.
 * @throws {SyntaxError} When a schedule cannot be read.
 *
 * @example A wrapped optimizer by its text and by its name
 * ```ts
 * import { parseOptimizer } from "@descent/optim";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(parseOptimizer("lookahead(adam)").title, "Lookahead Adam");
 * assertEquals(parseOptimizer("lookahead-adam").title, "Lookahead Adam");
 * assertThrows(() => parseOptimizer("lookahead(adan"), RangeError, "expected a closing bracket");
 * assertThrows(() => parseOptimizer("adma"), RangeError, "did you mean");
 *
 * const decaying = parseOptimizer("adamw(weight-decay: cosine)");
 * assertEquals(decaying.title, "AdamW with weightDecay: cosine");
 * ```
 */
export function parseOptimizer(
  text: string,
  { plugins = [] }: ParseOptimizerOptions = {},
): OptimizerPlugin {
  return new Reader([...optimizerCatalogue, ...plugins]).read(text);
}

/**
 * Splits a list of texts for {@linkcode parseOptimizer} at the commas that are in no brackets.
 *
 * @category Catalogue and choice
 * @param text Such as `sgd, by-role(hidden: muon, others: adamw)`.
 * @returns The parts, without spaces around them.
 *
 * @example
 * ```ts
 * import { splitOptimizers } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(splitOptimizers("sgd, a(b, c)"), ["sgd", "a(b, c)"]);
 * ```
 */
export function splitOptimizers(text: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const letter of text) {
    if (letter === "(") depth++;
    if (letter === ")") depth--;
    if (letter === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim());
}

/** Reads texts with the optimizers that it knows. */
class Reader {
  readonly #known: readonly OptimizerPlugin[];

  constructor(known: readonly OptimizerPlugin[]) {
    this.#known = known;
  }

  read(text: string): OptimizerPlugin {
    const trimmed = text.trim();
    const open = trimmed.indexOf("(");
    if (open < 0) return this.#fromName(trimmed) ?? this.#refuseName(trimmed);
    if (!trimmed.endsWith(")")) {
      return refuse("expected a closing bracket at the end", trimmed);
    }
    const word = trimmed.slice(0, open).trim();
    const parts = splitOptimizers(trimmed.slice(open + 1, -1));
    if (word === "by-role") return this.#readRoles(parts, ":");
    const isWrapper = Object.hasOwn(wrappers, word);
    const plugin = isWrapper ? this.#wrap(word, this.read(parts[0])) : this.#fromName(word);
    if (plugin === undefined) {
      const near = nearestOf(word, [...optimizerWrappers, ...this.#names()]);
      return refuse("expected a wrapper or an optimizer before the bracket", word, near);
    }
    const schedules = isWrapper ? parts.slice(1) : parts;
    return schedules.length === 0 ? plugin : withSchedules(plugin, schedules);
  }

  #names(): string[] {
    return this.#known.map(({ name }) => name);
  }

  #find(name: string): OptimizerPlugin | undefined {
    return this.#known.find((plugin) => plugin.name === name);
  }

  #wrap(wrapper: string, plugin: OptimizerPlugin): OptimizerPlugin {
    const name = `${wrapper}-${plugin.name}`;
    return this.#find(name) ?? wrappers[wrapper](plugin, { name });
  }

  #fromName(name: string): OptimizerPlugin | undefined {
    const found = this.#find(name);
    if (found !== undefined) return found;
    if (name.startsWith("by-role-")) {
      const parts = name.slice("by-role".length).split(
        /-(?=(?:hidden|matrices|weight|bias|gain|embedding|output|others)-)/,
      );
      return this.#readRoles(parts.slice(1), "-");
    }
    if (name.startsWith("scheduled-")) {
      return scheduledFromName(name.slice("scheduled-".length), (inner) => this.#fromName(inner));
    }
    if (name.startsWith("fixed-")) {
      return fixedFromName(name.slice("fixed-".length), (inner) => this.#fromName(inner));
    }
    // The longest one first: clip-norm-adam is no clip of norm-adam.
    const wrapper = Object.keys(wrappers).sort((a, b) => b.length - a.length)
      .find((each) => name.startsWith(`${each}-`));
    if (wrapper === undefined) return undefined;
    const inner = this.#fromName(name.slice(wrapper.length + 1));
    return inner === undefined ? undefined : this.#wrap(wrapper, inner);
  }

  #readRoles(parts: readonly string[], separator: ":" | "-"): OptimizerPlugin {
    const rules: Record<string, OptimizerPlugin> = {};
    for (const part of parts) {
      const at = part.indexOf(separator);
      if (at < 0) return refuse("expected by-role(hidden: muon, others: adamw)", part);
      rules[part.slice(0, at).trim()] = this.read(part.slice(at + 1));
    }
    if (rules.others === undefined) {
      return refuse("expected by-role with a rule for others", parts.join(", "));
    }
    const selections = Object.entries(rules).filter(([selection]) => selection !== "others");
    const ordered = [...selections, ["others", rules.others] as const];
    return byRole(rules as RulesByRole, {
      name: ["by-role", ...ordered.map(([selection, { name }]) => `${selection}-${name}`)]
        .join("-"),
    });
  }

  #refuseName(came: string): never {
    const wanted = "expected the name of an optimizer, alone or in a wrapper";
    return refuse(wanted, came, nearestOf(came, this.#names()));
  }
}

function withSchedules(plugin: OptimizerPlugin, parts: readonly string[]): OptimizerPlugin {
  if (!beginsSchedule(parts[0])) {
    const example = `${plugin.name}(${plugin.schedulable?.[0] ?? "beta1"}: linear)`;
    return refuse(`expected hyperparameters with their schedules, such as ${example}`, parts[0]);
  }
  const texts = readScheduledTexts(parts);
  const table = plugin.hyperparameters as Readonly<Record<string, Hyperparameter>>;
  const unknown = texts.find(({ key }) => !Object.hasOwn(table, key));
  if (unknown !== undefined) {
    const words = unknown.schedule === DEFAULT ? Object.keys(table) : plugin.schedulable ?? [];
    const near = nearestOf(unknown.key, words);
    return refuse(`expected hyperparameters of ${plugin.name}`, unknown.key, near);
  }
  const held = texts.filter(({ schedule }) => schedule === DEFAULT).map(({ key }) => key);
  const courses = texts.filter(({ schedule }) => schedule !== DEFAULT);
  const whole = courses.length === 0 ? plugin : withScheduledTexts(plugin, courses);
  return held.length === 0 ? whole : withFixedNames(whole, held);
}

/** As many words are listed where none is near. */
const MOST_LISTED = 8;

/** A question for the three nearest words, or all where none is near and they are few. */
function nearestOf(typed: string, words: readonly string[]): string {
  const list = (some: readonly string[]) =>
    new Intl.ListFormat("en", { type: "disjunction" }).format(some);
  const near = nearestWords(typed, words);
  if (near.length > 0) return `did you mean ${list(near)}?`;
  if (words.length === 0) return "there are none";
  return words.length > MOST_LISTED ? "none is like that" : `take ${list(words)}`;
}

function refuse(wanted: string, came: string, mend = "write it like cautious(adamw)"): never {
  throw new RangeError(`parseOptimizer: ${wanted}, got '${came}'; ${mend}`);
}
