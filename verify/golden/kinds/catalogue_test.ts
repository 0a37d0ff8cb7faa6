import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { isPermitted } from "@descent/cli/testing";
import { checkCase } from "../check_case.ts";
import { asGoldenArray, type GoldenCase, readGoldenFile } from "../golden_file.ts";
import { goldenCatalogue } from "./catalogue.ts";

const layers = import.meta.resolve("@descent/layers"),
  optim = import.meta.resolve("@descent/optim");
const files = [
  new URL("testdata/cs231n.json", layers),
  new URL("testdata/torch_layers_dev.json", layers),
  new URL("testdata/torch_training.json", layers),
  new URL("testdata/torch_optim_dev.json", optim),
  new URL("../testdata/torch_variations.json", import.meta.url),
];
const ignore = !isPermitted("known answers", { name: "read" });

async function allCases(): Promise<GoldenCase[]> {
  const read = await Promise.all(files.map(({ pathname }) => readGoldenFile(pathname)));
  return read.flatMap(({ cases }) => cases);
}

Deno.test({
  name: "Every case of the course, of PyTorch and of its variations passes",
  ignore,
  async fn() {
    const results = (await allCases()).map((golden) => checkCase(golden));
    assertEquals(results.length, 37 + 77 + 4 + 33 + 105);
    assertEquals(results.filter(({ status }) => status !== "passed"), []);
  },
});

Deno.test({
  name: "The cases try every kind of the catalogue",
  ignore,
  async fn() {
    const tried = new Set((await allCases()).map(({ kind }) => kind));
    assertEquals(new Set(goldenCatalogue.map(({ name }) => name)), tried);
  },
});

/** Figures that tell how a case was made, or what other libraries would give. */
const stories = [
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

Deno.test({
  name: "A figure that is spoiled fails its case, whichever it is",
  ignore,
  async fn() {
    const missed = new Set<string>();
    for (const golden of await allCases()) {
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
    assertEquals([...missed].sort(), stories);
  },
});

/** The largest number of an array, or the number itself, grown by half and one; undefined for anything else. */
function spoil(value: unknown): unknown {
  if (typeof value === "number") return 1.5 * value + 1;
  const array = asGoldenArray(value);
  if (array === undefined) return undefined;
  const data = [...array.data], sizes = data.map(Math.abs);
  const largest = sizes.indexOf(Math.max(...sizes));
  data[largest] = 1.5 * data[largest] + 1;
  return { ...array, data };
}

Deno.test({
  name:
    "A setting, an input, a figure or a bound that a kind does not know makes a case not supported",
  ignore,
  async fn() {
    const cases = await allCases();
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
  },
});

Deno.test({
  name: "Settings that the library does not have are said by name",
  ignore,
  async fn() {
    const cases = await allCases();
    const textOf = (kind: string, params: Readonly<Record<string, unknown>>) => {
      const golden = cases.find((each) => each.kind === kind);
      assert(golden, kind);
      const result = checkCase({ ...golden, params: { ...golden.params, ...params } });
      return `${result.status}: ${result.text}`;
    };
    const wanted: readonly [string, Readonly<Record<string, unknown>>, string][] = [
      ["conv2d", { dilation: 2 }, "param 'dilation' = 2"],
      ["conv2d", { padding_mode: "reflect" }, `param 'padding_mode' = "reflect"`],
      ["conv2d", { stride: "two" }, `param 'stride' = "two"`],
      ["maxpool2d", { ceil_mode: true }, "param 'ceil_mode' = true"],
      ["batchnorm1d_train", { momentum: null }, "param 'momentum' = null"],
      ["softmax", { dim: 5 }, "param 'dim' = 5"],
      ["softmax_cross_entropy", { reduction: "median" }, `param 'reduction' = "median"`],
      ["multi_margin", { p: 3 }, "param 'p' = 3"],
      ["activation_edge", { activation: "mish" }, `param 'activation' = "mish"`],
      ["optimizer", { optimizer: "Lion" }, `param 'optimizer' = "Lion"`],
      ["optimizer", { maximize: true }, "param 'maximize' = true"],
      ["lr_schedule", { schedule: "CyclicLR" }, `param 'schedule' = "CyclicLR"`],
      ["backward_check", { op: "attention" }, `param 'op' = "attention"`],
    ];
    for (const [kind, params, text] of wanted) {
      assertEquals(textOf(kind, params), `unsupported: ${text}`);
    }
    assertStringIncludes(
      textOf("training_run", { architecture: "linear 20-5, hinge" }),
      "unsupported: param 'architecture'",
    );
  },
});
