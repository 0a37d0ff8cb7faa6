import { dropout, l1Penalty, meanSquaredError } from "@descent/layers";
import { assertEquals, assertLess } from "@std/assert";
import { catalogueChecks } from "./catalogue_checks.ts";

Deno.test("catalogueChecks checks layers for every shape and mode, losses for every shape, penalties once", () => {
  const checks = catalogueChecks({
    layers: [{
      title: "dropout",
      layer: dropout({ rate: 0.5 }),
      inputs: [[1, 3], [2, 5]],
      bound: 1,
    }],
    losses: [{
      title: "squares",
      loss: meanSquaredError(),
      predictions: [[4, 3]],
      target: "values",
      bound: 2,
    }],
    penalties: [{ title: "l1", penalty: l1Penalty({ strength: 1 }), bound: 3 }],
  });
  assertEquals(
    checks.map(({ group, input, mode, tensor, bound }) => [group, input, mode, tensor, bound]),
    [
      ["layer", [1, 3], "train", "input", 1],
      ["layer", [1, 3], "eval", "input", 1],
      ["layer", [2, 5], "train", "input", 1],
      ["layer", [2, 5], "eval", "input", 1],
      ["loss", [4, 3], undefined, "prediction", 2],
      ["penalty", [], undefined, "weight", 3],
      ["penalty", [], undefined, "bias", 3],
    ],
  );
  for (const { error } of checks) assertLess(error, 1e-7);
});
