import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { adam } from "./rules/adam.ts";
import { optimizerCatalogue } from "./catalogue.ts";
import { checkPlugin } from "./check_plugin.ts";

const source = "mine.ts";
const rate = adam.hyperparameters.learningRate;

function withRow(row: unknown, key = "beta1"): unknown {
  return { ...adam, hyperparameters: { ...adam.hyperparameters, [key]: row } };
}

Deno.test("checkPlugin: every entry of the catalogue fits", () => {
  for (const plugin of optimizerCatalogue) {
    assertStrictEquals(checkPlugin(plugin, { source }), plugin);
  }
});

const misfits: [what: string, candidate: unknown, message: string][] = [
  ["nothing", undefined, "as default export, got nothing; write `export default"],
  ["null", null, "as default export, got null"],
  ["a list", [adam], "as default export, got a list"],
  ["a function", () => adam, "as default export, got a function"],
  ["a long name", { ...adam, name: "a".repeat(121) }, "digits and hyphens, at most 120, got"],
  ["no name", { ...adam, name: undefined }, "expected name to be lower-case letters, digits"],
  ["a name with capitals", { ...adam, name: "Mine" }, "hyphens, at most 120, got 'Mine'"],
  ["a name that leaves its folder", { ...adam, name: "../x" }, "hyphens, at most 120, got '../x'"],
  ["an empty title", { ...adam, title: " " }, "expected title to be a text, got ' '"],
  ["a reference that is no text", { ...adam, reference: 2015 }, "reference to be a text, got 2015"],
  ["BibTeX that is no text", { ...adam, bibtex: [] }, "expected bibtex to be a text"],
  ["no create", { ...adam, create: undefined }, "expected create to be a function, got nothing"],
  ["no table", { ...adam, hyperparameters: undefined }, "a table with learningRate, got nothing"],
  [
    "a table without learning rate",
    { ...adam, hyperparameters: { beta: rate } },
    "expected hyperparameters to be a table with learningRate, got only beta",
  ],
  ["a hyperparameter in snake case", withRow(rate, "beta_1"), "in camelCase, got 'beta_1'"],
  ["a bare number as row", withRow(0.9), "hyperparameters.beta1 to be a row, got 0.9"],
  ["a default that is a text", withRow({ ...rate, default: "1" }), "finite number, got '1'"],
  ["a default that is NaN", withRow({ ...rate, default: NaN }), "finite number, got NaN"],
  ["a range of one", withRow({ ...rate, range: [0] }), "to be two finite numbers, got [0]"],
  [
    "an infinite range",
    withRow({ ...rate, range: [0, Infinity] }),
    "expected hyperparameters.beta1.range to be two finite numbers, got [0, Infinity]",
  ],
  ["an unknown scale", withRow({ ...rate, scale: "cubic" }), "or 'linear', got 'cubic'"],
  [
    "half an evaluation a step",
    { ...adam, evaluationsPerStep: 0.5 },
    "evaluationsPerStep to be a whole number of at least 1, got 0.5",
  ],
  [
    "a search of two distributions",
    withRow({ ...rate, search: { uniform: [0, 1], choice: [1] } }),
    "beta1.search to have one of uniform, logUniform, oneMinusLogUniform, choice, got uniform and choice",
  ],
  ["a search that is a function", withRow({ ...rate, search: () => 1 }), "got a function"],
  [
    "a search from high to low",
    withRow({ ...rate, search: { uniform: [1, 0] } }),
    "beta1.search.uniform to be two finite numbers, the lower one first, got [1, 0]",
  ],
  [
    "an empty choice",
    withRow({ ...rate, search: { choice: [] } }),
    "choice to be a list of finite numbers, got []",
  ],
  [
    "a search distribution of the learning rate",
    withRow({ ...rate, search: { uniform: [0, 1] } }, "learningRate"),
    "expected hyperparameters.learningRate without search, got an object",
  ],
  ["no doc", withRow({ ...rate, doc: "" }), "hyperparameters.beta1.doc to be a sentence, got ''"],
];

for (const [what, candidate, message] of misfits) {
  Deno.test(`checkPlugin: refuses ${what}`, () => {
    const error = assertThrows(() => checkPlugin(candidate, { source }), TypeError, message);
    assertStrictEquals(error.message.startsWith("Plugin 'mine.ts': expected "), true);
  });
}

const outOfRange: [what: string, candidate: unknown, message: string][] = [
  [
    "a default above its range",
    withRow({ ...rate, default: 2, range: [0, 1] }),
    "expected hyperparameters.beta1.default within its range from 0 to 1, got 2",
  ],
  [
    "a search beyond the range",
    withRow({ ...rate, range: [0, 1], search: { choice: [0, 2] } }),
    "expected hyperparameters.beta1.search within the range from 0 to 1, got 2",
  ],
  [
    "a distance from 1 beyond the range",
    withRow({ ...rate, range: [0, 1], search: { oneMinusLogUniform: [0.1, 1.5] } }),
    "within the range from 0 to 1, got -0.5",
  ],
  [
    "log-uniform from 0",
    withRow({ ...rate, search: { logUniform: [0, 1] } }),
    "beta1.search.logUniform above 0, got 0",
  ],
  [
    "a certain 0",
    withRow({ ...rate, search: { logUniform: [1, 2], zero: 1 } }),
    "beta1.search.zero from 0 to below 1, got 1",
  ],
  ["an empty range", withRow({ ...rate, range: [1, 0] }), "within its range from 1 to 0"],
  ["a log scale around 0", withRow({ ...rate, default: 0 }), "beta1.default above 0, got 0"],
  [
    "a learning rate of 0",
    withRow({ ...rate, default: 0, scale: "linear" }, "learningRate"),
    "hyperparameters.learningRate.default above 0, got 0",
  ],
];

for (const [what, candidate, message] of outOfRange) {
  Deno.test(`checkPlugin: refuses ${what}`, () => {
    assertThrows(() => checkPlugin(candidate, { source }), RangeError, message);
  });
}

Deno.test("checkPlugin: refuses a name that is taken", () => {
  assertThrows(
    () => checkPlugin({ ...adam }, { source, taken: optimizerCatalogue }),
    TypeError,
    "expected a name of its own, got 'adam', the name of Adam; rename the plugin",
  );
});

Deno.test("checkPlugin: takes courses of a schedule that can be read, and no others", () => {
  assertEquals(
    checkPlugin({ ...adam, schedules: ["constant", "polynomial(2)"] }, { source }).name,
    "adam",
  );
  const refused: [schedules: unknown, message: string][] = [
    ["cosine", "expected schedules to be a list of 1 to 8 texts, got 'cosine'"],
    [[], "expected schedules to be a list of 1 to 8 texts"],
    [["cosin"], "expected schedules that can be read, got "],
    [[3], "expected schedules that can be read, got "],
  ];
  for (const [schedules, message] of refused) {
    assertThrows(() => checkPlugin({ ...adam, schedules }, { source }), TypeError, message);
  }
});
