import { type Html, html, jsonForScript } from "../text/html.ts";
import pathScales from "../page/browser/path_scales.js" with { type: "text" };
import pathsCss from "../page/browser/paths.css" with { type: "text" };
import pathsScript from "../page/browser/paths.js" with { type: "text" };
import rulePath from "../page/browser/rule_path.js" with { type: "text" };
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";

/**
 * A function of two variables that paths go down.
 *
 * @category Sections
 */
export interface PathFunction {
  /** Its name in code. */
  readonly name: string;
  /** Its name for people. */
  readonly title: string;
  /** The part of the plane that is drawn. */
  readonly window: readonly [left: number, right: number, bottom: number, top: number];
  /** Where paths start at first. */
  readonly start: readonly number[];
  /** Where it is lowest. */
  readonly minima: readonly (readonly [x: number, y: number])[];
  /** Its value there. */
  readonly minimum: number;
  /** JavaScript of this program, never of a third party, for `{ value, gradient }` of a list of two numbers. */
  readonly code: string;
}

/**
 * A hyperparameter that the reader may change.
 *
 * @category Sections
 */
export interface PathHyperparameter {
  /** Its name. */
  readonly name: string;
  /** How its slider is divided: evenly in the value, its logarithm, or that of its distance from 1. */
  readonly scale: "linear" | "log" | "oneMinusLog";
  /** One end of the slider. */
  readonly min: number;
  /** The other. */
  readonly max: number;
}

/**
 * A rule whose compiled formula the page runs.
 *
 * @category Sections
 */
export interface PathRule {
  /** Its name in code. */
  readonly name: string;
  /** Its name for people. */
  readonly title: string;
  /** Every hyperparameter's default. */
  readonly defaults: Readonly<Record<string, number>>;
  /** Those that have a slider. */
  readonly hyperparameters: readonly PathHyperparameter[];
  /** The WebAssembly module: exports `run(block, from, to)` over `env.memory`. */
  readonly wasm: Uint8Array<ArrayBuffer>;
  /** Names of its tensors, `w` and `g` first. */
  readonly tensors: readonly string[];
  /** Names of its scalars. */
  readonly scalars: readonly string[];
  /** The tensor to look at in place of `w`; `null` for `w`. */
  readonly evaluated: string | null;
  /** JavaScript of this program, never of a third party, for `{ running, numbers, initial }`. */
  readonly code: string;
}

/**
 * Paths of update rules down functions of two variables, which the reader changes.
 *
 * @category Sections
 */
export interface PathsSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "paths";
  /** The functions in the order of the choice. */
  readonly functions: readonly PathFunction[];
  /** The rules in the order of the choice. */
  readonly rules: readonly PathRule[];
}

/** Renders a {@linkcode PathsSection}; its picture needs a script. */
export function renderPaths({ title, functions, rules }: PathsSection, context: PageContext): Html {
  context.style(pathsCss);
  context.allowWebAssembly();
  context.script([
    `const FUNCTIONS = ${tableOf(functions)};`,
    `const PROGRAMS = ${tableOf(rules)};`,
    // In one script with what uses them there is nobody to export to.
    ...[pathScales, rulePath].map((source) => source.replace(/^export /m, "")),
    pathsScript,
  ].join("\n"));
  const data = {
    functions: functions.map(({ code: _, ...rest }) => rest),
    rules: rules.map(({ code: _, wasm, ...rest }) => ({ ...rest, wasm: wasm.toBase64() })),
  };
  return html`<div class="paths" id="${
    context.id(`paths-${title}`)
  }"><script type="application/json">${jsonForScript(data)}</script>
<noscript>The paths are computed and drawn by JavaScript, which is off.</noscript></div>`;
}

/** An object of the programs by their names. */
function tableOf(entries: readonly { readonly name: string; readonly code: string }[]): string {
  const source = `{${
    entries.map(({ name, code }) => `${JSON.stringify(name)}:${code}`).join(",\n")
  }}`;
  if (/<\/script|<!--/i.test(source)) {
    throw new TypeError(
      "Paths: expected programs without an end of a script, got one; write it otherwise",
    );
  }
  return source;
}
