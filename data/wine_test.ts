import { assertAlmostEquals, assertEquals } from "@std/assert";
import { loadWine } from "./wine.ts";

Deno.test("the wines have their published numbers of each cultivar and mean alcohol", () => {
  const { train, validation, test, preprocessing, inputShape } = loadWine();
  const parts = [train, validation, test];
  const counts = [0, 1, 2].map((k) =>
    parts.reduce((sum, { targets }) => sum + targets.filter((target) => target === k).length, 0)
  );
  assertEquals([counts, inputShape], [[59, 71, 48], [13]]);
  const [alcohol] = preprocessing?.kind === "table" ? preprocessing.columns : [];
  if (alcohol?.kind !== "number") throw new Error("expected numbers");
  let sum = 0;
  for (const { inputs, count } of parts) {
    for (let n = 0; n < count; n++) sum += inputs[13 * n] * alcohol.deviation + alcohol.mean;
  }
  assertAlmostEquals(sum / 178, 13.000618, 1e-6);
});

Deno.test("any column may be predicted", () => {
  const { targetShape, classNames } = loadWine({ target: "alcohol" });
  assertEquals([targetShape, classNames], [[1], null]);
});
