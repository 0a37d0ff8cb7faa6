import { createEngine } from "@descent/core";
import { assert, assertEquals } from "@std/assert";
import { constant } from "../initializers/constant.ts";
import type { Layer } from "../layer.ts";
import { buildLayer } from "../build_layer.ts";
import { networks } from "./networks.ts";

const options = { classes: 7, weight: constant({ value: 0.25 }) };
const layers: Readonly<Record<keyof typeof networks, Layer>> = {
  "two-layer": networks["two-layer"].create(options),
  "fully-connected": networks["fully-connected"].create({ hidden: [3, 4], ...options }),
  "three-layer-conv": networks["three-layer-conv"].create(options),
  "lenet-5": networks["lenet-5"].create(options),
  "cifar-resnet": networks["cifar-resnet"].create({ depth: 8, ...options }),
  "small-residual": networks["small-residual"].create(options),
};

Deno.test("Every network maps images to its number of classes with the weights it is given", () => {
  for (const [name, layer] of Object.entries(layers)) {
    using engine = createEngine();
    using arena = engine.arena();
    const built = buildLayer(layer, [2, 1, 28, 28], { arena, dtype: "f64" });
    assertEquals(built.output, [2, 7], name);
    const weights = built.parameters.filter((parameter) => parameter.name.endsWith("weight"));
    assert(weights.length > 1, name);
    assert(weights.every(({ value }) => value.data.every((weight) => weight === 0.25)), name);
  }
});

Deno.test("Every network has one output weight, that of its scores, beside weights, biases and gains", () => {
  for (const [name, layer] of Object.entries(layers)) {
    using engine = createEngine();
    using arena = engine.arena();
    for (const parameter of buildLayer(layer, [2, 1, 28, 28], { arena, dtype: "f64" }).parameters) {
      const [kind] = parameter.name.split(".").slice(-1);
      const wanted = parameter.name === "scores.weight" ? "output" : kind;
      assertEquals(parameter.role as string, wanted, `${parameter.name} of ${name}`);
    }
  }
});

Deno.test("Titles of networks are unique", () => {
  const titles = Object.values(networks).map(({ title }) => title);
  assertEquals(new Set(titles).size, titles.length);
});
