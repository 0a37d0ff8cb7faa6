import {
  CaseReader,
  type GoldenCase,
  type GoldenComparison,
  isGoldenArray,
  knownAnswers,
} from "@descent/core/testing";
import { relativeError } from "@descent/core";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertLessOrEqual,
  assertStringIncludes,
} from "@std/assert";
import { checkCase } from "../check_case.ts";
import { goldenCatalogue } from "./catalogue.ts";

const cases: readonly GoldenCase[] = (await Promise.all([
  knownAnswers("by_hand"),
  knownAnswers("cs231n"),
  knownAnswers("reports_dev"),
  knownAnswers("statistics_dev"),
  knownAnswers("sequences_dev"),
  knownAnswers("torch_layers_dev"),
  knownAnswers("torch_optim_dev"),
  knownAnswers("torch_optim_modern_dev"),
  knownAnswers("torch_training"),
  knownAnswers("torch_variations"),
])).flat();

Deno.test("Every case by hand, of the course, of what users report, of PyTorch and of its variations passes", () => {
  const results = cases.map((golden) => checkCase(golden));
  assertEquals(results.length, 7 + 37 + 152 + 59 + 29 + 77 + 33 + 86 + 4 + 105);
  assertEquals(results.filter(({ status }) => status !== "passed"), []);
});

Deno.test("The cases try every kind of the catalogue", () => {
  const tried = new Set(cases.map(({ kind }) => kind));
  assertEquals(new Set(goldenCatalogue.map(({ name }) => name)), tried);
});

/** Relative errors, by case and figure, that the library keeps to where the file allows more. */
const tighter: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  affine_forward: { out: 9.77e-10 },
  svm_loss: { loss: 1e-14, dx: 1e-13 },
  softmax_loss: { loss: 1e-15 },
  two_layer_net_loss_reg_0: { loss_full: 1e-13 },
  two_layer_net_loss_reg_1: { loss_full: 1e-13 },
  dropout_backward: { out: 0, dx: 0 },
  mlp_sgd: { loss: 1e-12 },
  mlp_adam: { loss: 1e-12 },
};

Deno.test("Losses and some outputs are met more closely than the files ask for", () => {
  for (const [name, figures] of Object.entries(tighter)) {
    for (const [figure, most] of Object.entries(figures)) {
      const { got, want } = comparisonOf(name, figure);
      assertLessOrEqual(relativeError(got, want), most, `${name}: ${figure}`);
    }
  }
});

Deno.test("Where no order of additions is free, the difference from the course's digits is the printed one", () => {
  for (const name of ["relu_forward", "max_pool_forward", "conv_forward"]) {
    const { got, want } = comparisonOf(name, "out");
    const { difference_printed } = caseOf(name).expected;
    assertAlmostEquals(relativeError(got, want), difference_printed as number, 1e-14, name);
  }
});

function caseOf(name: string): GoldenCase {
  const golden = cases.find((each) => each.name === name);
  assert(golden, name);
  return golden;
}

function comparisonOf(name: string, figure: string): GoldenComparison {
  const golden = caseOf(name), kind = goldenCatalogue.find((each) => each.name === golden.kind);
  const comparison = kind?.check(new CaseReader(golden)).find(({ what }) => what === figure);
  assert(comparison, `${name}: ${figure}`);
  return comparison;
}

/** Figures that tell how a case was made, or what other libraries would give. */
const provenance = [
  "difference_printed",
  "difference_recomputed",
  "input_mean_printed",
  "input_mean_recomputed",
  "input_std_printed",
  "recomputed_order",
  "relative_error_printed",
  "relative_error_recomputed",
  "relative_error_variants",
  "running_var_if_biased",
  "test_mean",
  "worst_element",
];

Deno.test("A figure that is spoiled fails its case, whichever it is", () => {
  const missed = new Set<string>();
  for (const golden of cases) {
    // Their numeric gradients take a second.
    if (String(golden.params.op).includes("net")) continue;
    for (const [name, value] of Object.entries(golden.expected)) {
      const spoiled = spoil(value);
      const expected = { ...golden.expected, [name]: spoiled };
      const isCaught = spoiled !== undefined &&
        checkCase({ ...golden, expected }).status === "failed";
      if (!isCaught) missed.add(name.replace(/_after_\d+$/, ""));
    }
  }
  assertEquals([...missed].sort(), provenance);
});

/** The largest number of an array, or the number itself, grown by half and one; undefined for anything else. */
function spoil(value: unknown): unknown {
  if (typeof value === "number") return 1.5 * value + 1;
  if (!isGoldenArray(value)) return undefined;
  const data = [...value.data], sizes = data.map(Math.abs);
  const largest = sizes.indexOf(Math.max(...sizes));
  data[largest] = 1.5 * data[largest] + 1;
  return { ...value, data };
}

Deno.test("A setting, an input, a figure or a bound that a kind does not know makes a case not supported", () => {
  for (const { name: kind } of goldenCatalogue) {
    const golden = cases.find((each) => each.kind === kind)!;
    const unknown = { unheardOf: 3 }, array = { unheardOf: { shape: [1], data: [3] } };
    for (
      const other of [
        { params: { ...golden.params, ...unknown } },
        { inputs: { ...golden.inputs, ...array } },
        { expected: { ...golden.expected, ...unknown } },
        { tolerance: { ...golden.tolerance, ...unknown } },
      ]
    ) {
      const { status, text } = checkCase({ ...golden, ...other });
      assertEquals(status, "unsupported", `${kind} with ${Object.keys(other)}`);
      assertStringIncludes(text, "'unheardOf'");
    }
  }
});

Deno.test("Settings that the library does not have are said by name", () => {
  const textOf = (kind: string, params: Readonly<Record<string, unknown>>) => {
    const golden = cases.find((each) => each.kind === kind);
    assert(golden, kind);
    const result = checkCase({ ...golden, params: { ...golden.params, ...params } });
    return `${result.status}: ${result.text}`;
  };
  const wanted: readonly [string, Readonly<Record<string, unknown>>, string][] = [
    ["conv2d", { dilation: "two" }, `param 'dilation' = "two"`],
    ["conv2d", { padding_mode: "symmetric" }, `param 'padding_mode' = "symmetric"`],
    ["conv2d", { stride: "two" }, `param 'stride' = "two"`],
    ["maxpool2d", { ceil_mode: 1 }, "param 'ceil_mode' = 1"],
    ["batchnorm1d_train", { momentum: "none" }, `param 'momentum' = "none"`],
    ["softmax", { dim: 5 }, "param 'dim' = 5"],
    ["softmax_cross_entropy", { reduction: "median" }, `param 'reduction' = "median"`],
    ["multi_margin", { p: 3 }, "param 'p' = 3"],
    ["activation_edge", { activation: "sine" }, `param 'activation' = "sine"`],
    ["optimizer", { optimizer: "Sophia" }, `param 'optimizer' = "Sophia"`],
    ["optimizer", { foreach: true }, "param 'foreach' = true"],
    ["lr_schedule", { schedule: "Sawtooth" }, `param 'schedule' = "Sawtooth"`],
    ["backward_check", { op: "attention" }, `param 'op' = "attention"`],
  ];
  for (const [kind, params, text] of wanted) {
    assertEquals(textOf(kind, params), `unsupported: ${text}`);
  }
  assertStringIncludes(
    textOf("training_run", { architecture: "linear 20-5, hinge" }),
    "unsupported: param 'architecture'",
  );
});
