import { byRole, type RulesByRole } from "./by_role.ts";
import { optimizerCatalogue } from "./catalogue.ts";
import type { OptimizerPlugin } from "./optimizer_plugin.ts";
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

/** Words before the opening bracket in the text that {@linkcode parseOptimizer} takes. */
export const optimizerWrappers: readonly string[] = [...Object.keys(wrappers), "by-role"];

/**
 * The optimizer that a text names: one of the catalogue, or wrappers around one, which nest.
 *
 * ```
 * adam
 * cautious(adamw)
 * lookahead(clip-norm(adam))
 * by-role(hidden: muon, others: adamw)
 * ```
 *
 * Its name is the text with hyphens in place of brackets, such as `cautious-adamw`, which it takes as well. The catalogue goes
 * first: `cautious(adamw)` is its Cautious AdamW, whose weights decay outside of the caution.
 *
 * @param text Name, or wrapper and optimizer in brackets; {@linkcode optimizerWrappers} lists the wrappers.
 * @returns The plugin.
 * @throws {RangeError} When a name or wrapper is unknown, or a bracket is missing.
 * @throws {TypeError} When a wrapper does not fit, as one that is there already.
 *
 * @example A wrapped optimizer by its text and by its name
 * ```ts
 * import { parseOptimizer } from "@descent/optim";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(parseOptimizer("lookahead(adam)").title, "Lookahead Adam");
 * assertEquals(parseOptimizer("lookahead-adam").title, "Lookahead Adam");
 * assertThrows(() => parseOptimizer("lookahead(adan"), RangeError, "expected a closing bracket");
 * ```
 */
export function parseOptimizer(text: string): OptimizerPlugin {
  const trimmed = text.trim();
  const open = trimmed.indexOf("(");
  if (open < 0) return fromName(trimmed) ?? refuse(`expected ${names()}`, trimmed);
  if (!trimmed.endsWith(")")) {
    return refuse("expected a closing bracket at the end", trimmed);
  }
  const wrapper = trimmed.slice(0, open).trim(), inner = trimmed.slice(open + 1, -1);
  if (wrapper === "by-role") return parseRoles(splitOptimizers(inner), ":");
  if (!Object.hasOwn(wrappers, wrapper)) {
    return refuse(`expected a wrapper among ${optimizerWrappers.join(", ")}`, wrapper);
  }
  return wrap(wrapper, parseOptimizer(inner));
}

/**
 * Splits a list of texts for {@linkcode parseOptimizer} at the commas that are in no brackets.
 *
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

function wrap(wrapper: string, plugin: OptimizerPlugin): OptimizerPlugin {
  const name = `${wrapper}-${plugin.name}`;
  return find(name) ?? wrappers[wrapper](plugin, { name });
}

function find(name: string): OptimizerPlugin | undefined {
  return optimizerCatalogue.find((plugin) => plugin.name === name);
}

function fromName(name: string): OptimizerPlugin | undefined {
  const found = find(name);
  if (found !== undefined) return found;
  if (name.startsWith("by-role-")) {
    const parts = name.slice("by-role".length).split(
      /-(?=(?:hidden|matrices|weight|bias|gain|embedding|output|others)-)/,
    );
    return parseRoles(parts.slice(1), "-");
  }
  // The longest one first: clip-norm-adam is no clip of norm-adam.
  const wrapper = Object.keys(wrappers).sort((a, b) => b.length - a.length)
    .find((each) => name.startsWith(`${each}-`));
  if (wrapper === undefined) return undefined;
  const inner = fromName(name.slice(wrapper.length + 1));
  return inner === undefined ? undefined : wrap(wrapper, inner);
}

function parseRoles(parts: readonly string[], separator: ":" | "-"): OptimizerPlugin {
  const rules: Record<string, OptimizerPlugin> = {};
  for (const part of parts) {
    const at = part.indexOf(separator);
    if (at < 0) return refuse("expected by-role(hidden: muon, others: adamw)", part);
    rules[part.slice(0, at).trim()] = parseOptimizer(part.slice(at + 1));
  }
  if (rules.others === undefined) {
    return refuse("expected by-role with a rule for others", parts.join(", "));
  }
  const selections = Object.entries(rules).filter(([selection]) => selection !== "others");
  const ordered = [...selections, ["others", rules.others] as const];
  return byRole(rules as RulesByRole, {
    name: ["by-role", ...ordered.map(([selection, { name }]) => `${selection}-${name}`)].join("-"),
  });
}

function names(): string {
  return `one of ${optimizerCatalogue.map(({ name }) => name).join(", ")}, or such in a wrapper`;
}

function refuse(wanted: string, came: string): never {
  throw new RangeError(`parseOptimizer: ${wanted}, got '${came}'; write it like cautious(adamw)`);
}
