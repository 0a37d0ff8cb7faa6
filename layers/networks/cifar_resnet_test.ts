import { createEngine, randomStream } from "@descent/core";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { constant } from "../initializers/constant.ts";
import { buildLayer } from "../build_layer.ts";
import { cifarResNet } from "./cifar_resnet.ts";

/** Layers with weights, but for those of shortcuts, and all parameters. */
function sizes(options: Parameters<typeof cifarResNet>[0]) {
  using engine = createEngine();
  using arena = engine.arena();
  const { parameters } = buildLayer(cifarResNet(options), [1, 3, 32, 32], { arena, dtype: "f64" });
  const weights = parameters.filter(({ name }) =>
    name.endsWith(".weight") && !name.includes("shortcut")
  );
  return [weights.length, parameters.reduce((sum, { value }) => sum + value.size, 0)];
}

Deno.test("cifarResNet has the paper's depth, and the parameters of its table 6", () => {
  assertEquals(sizes({ depth: 20 }), [20, 269_722]);
  assertEquals(sizes({ depth: 56 }), [56, 853_018]);
  // Two projections of 16x32 and 32x64 weights, each with a gain and a bias a channel.
  const projections = 16 * 32 + 2 * 32 + 32 * 64 + 2 * 64;
  assertEquals(sizes({ depth: 20, shortcut: "projection" }), [20, 269_722 + projections]);
});

Deno.test("cifarResNet's identity takes every second pixel, and zeros for channels that are new", () => {
  using engine = createEngine();
  using arena = engine.arena();
  // Without weights the bodies give nothing, and the image goes through all shortcuts but for the first layer.
  const layer = cifarResNet({ depth: 8, width: 1, classes: 4, weight: constant({ value: 1 }) });
  const built = buildLayer(layer, [2, 1, 8, 8], { arena, dtype: "f64" });
  for (const { name, value } of built.parameters) {
    if (name.includes("/body/")) value.data.fill(0);
    // Each score is one of the four channels that come out of the last stage.
    if (name === "scores.weight") value.data.fill(0);
  }
  const scores = built.parameters.find(({ name }) => name === "scores.weight")!.value;
  for (let k = 0; k < 4; k++) scores.data[4 * k + k] = 1;
  const x = arena.tensor([2, 1, 8, 8], built.parameters[0].value.dtype);
  randomStream({ seed: 1 }).fillNormal(x.data);
  const { data } = built.forward(x, "train");
  assert(data[0] > 0 && data[4] > 0);
  assertEquals([...data.slice(1, 4), ...data.slice(5, 8)], [0, 0, 0, 0, 0, 0]);
});

Deno.test("cifarResNet refuses depths that its form does not have", () => {
  for (const depth of [2, 18, 20.5, NaN]) {
    assertThrows(() => cifarResNet({ depth }), RangeError, `got ${depth}; try 20`);
  }
  assertThrows(
    () => cifarResNet({ shortcut: "none" as "identity" }),
    RangeError,
    `expected shortcut "projection" or "identity", got none`,
  );
});
