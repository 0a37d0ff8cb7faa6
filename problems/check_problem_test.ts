import { assertStrictEquals, assertThrows } from "@std/assert";
import { problemCatalogue } from "./catalogue.ts";
import { twoLayer } from "./two_layer.ts";
import { checkProblem } from "./check_problem.ts";

const source = "mine.ts";
const { hidden } = twoLayer.options as Record<string, unknown>;
const { loss } = twoLayer.metrics;

function withOption(row: unknown, key = "width"): unknown {
  return { ...twoLayer, options: { [key]: row } };
}

function withMetric(row: unknown, key = "error"): unknown {
  return { ...twoLayer, metrics: { loss, [key]: row } };
}

function change(row: unknown, changes: Record<string, unknown>): unknown {
  return { ...row as Record<string, unknown>, ...changes };
}

Deno.test("checkProblem: every entry of the catalogue fits", () => {
  for (const plugin of problemCatalogue) {
    assertStrictEquals(checkProblem(plugin, { source }), plugin);
  }
});

const misfits: [what: string, candidate: unknown, message: string][] = [
  ["nothing", undefined, "as default export, got nothing; write `export default defineProblem"],
  ["null", null, "as default export, got null"],
  ["a list", [twoLayer], "as default export, got a list"],
  ["a function", () => twoLayer, "as default export, got a function"],
  ["a long name", { ...twoLayer, name: "a".repeat(121) }, "hyphens, at most 120, got"],
  ["no name", { ...twoLayer, name: undefined }, "expected name to be lower-case letters, digits"],
  [
    "a name that leaves its folder",
    { ...twoLayer, name: "../x" },
    "hyphens, at most 120, got '../x'",
  ],
  ["an empty title", { ...twoLayer, title: " " }, "expected title to be a text, got ' '"],
  ["no reference", { ...twoLayer, reference: 2015 }, "reference to be a text, got 2015"],
  [
    "a budget that is data",
    { ...twoLayer, budget: {} },
    "budget to be a function, got an object of",
  ],
  ["no load", { ...twoLayer, load: undefined }, "expected load to be a function, got nothing"],
  ["no create", { ...twoLayer, create: null }, "expected create to be a function, got null"],
  [
    "rates that are data",
    { ...twoLayer, learningRates: { sgd: 1 } },
    "learningRates to be a function",
  ],
  [
    "variants that are data",
    { ...twoLayer, variant: {} },
    "variant to be a function, got an object",
  ],
  ["no options", { ...twoLayer, options: undefined }, "options to be a table, got nothing"],
  ["an option in snake case", withOption(hidden, "hidden_units"), "camelCase, got 'hidden_units'"],
  ["a bare number as option", withOption(100), "options.width to be a row, got 100"],
  [
    "an unknown kind",
    withOption(change(hidden, { kind: "float" })),
    "width.kind to be one of number",
  ],
  ["no doc", withOption(change(hidden, { doc: "" })), "options.width.doc to be a sentence, got ''"],
  ["no default", withOption(change(hidden, { default: undefined })), "width.default to be a value"],
  ["no range", withOption(change(hidden, { range: [0] })), "width.range to be two finite numbers"],
  [
    "a choice without its default",
    withOption({ kind: "choice", default: "x", words: ["y"], doc: "Which." }),
    "options.width.words with the default among them, got a list",
  ],
  [
    "a text without a placeholder",
    withOption({ kind: "text", default: null, doc: "Which." }),
    "options.width.placeholder to be a word, got nothing",
  ],
  ["no metrics", { ...twoLayer, metrics: {} }, "metrics to be a table with loss, got an object of"],
  ["a metric in snake case", withMetric(loss, "my_error"), "camelCase, got 'my_error'"],
  ["a metric that is a text", withMetric("error"), "metrics.error to be a row, got 'error'"],
  ["no title", withMetric(change(loss, { title: "" })), "metrics.error.title to be a text, got ''"],
  ["no direction", withMetric(change(loss, { better: "big" })), "'higher' or 'lower', got 'big'"],
  [
    "an unknown format",
    withMetric(change(loss, { format: "%" })),
    "error.format to be one of percent",
  ],
  [
    "a selection that is not measured",
    { ...twoLayer, selection: "validation/recall" },
    "selection to be one of validation/loss, validation/accuracy, got 'validation/recall'",
  ],
  [
    "a selection by the test part",
    { ...twoLayer, selection: "test/accuracy" },
    "selection to be one of validation/loss, validation/accuracy, got 'test/accuracy'",
  ],
];

for (const [what, candidate, message] of misfits) {
  Deno.test(`checkProblem: refuses ${what}`, () => {
    const error = assertThrows(() => checkProblem(candidate, { source }), TypeError, message);
    assertStrictEquals(error.message.startsWith("Problem 'mine.ts': expected "), true);
  });
}

Deno.test("checkProblem: refuses a name that is taken", () => {
  assertThrows(
    () => checkProblem({ ...twoLayer }, { source, taken: problemCatalogue }),
    TypeError,
    "expected a name of its own, got 'two-layer', the name of Two-layer net; rename the problem",
  );
});
