import { assertEquals } from "@std/assert";
import { courseProblem } from "./course_problem.ts";

const told = {
  name: "digits-two-layer",
  dataset: "digits",
  network: { kind: "fully-connected", hidden: [100] },
  batchSize: 25,
  epochs: 20,
} as const;

Deno.test("courseProblem takes pixels 0..255 less the mean and a constant rate", () => {
  const { preprocessing, schedule, target, evaluationsPerEpoch, ...rest } = courseProblem(told);
  assertEquals(preprocessing, { scale: 1, centred: true });
  assertEquals([schedule, target, evaluationsPerEpoch], ["constant", null, 1]);
  assertEquals(rest, { ...told, dtype: "f32" });
});

Deno.test("courseProblem takes what differs", () => {
  const problem = courseProblem({ ...told, target: 0.9, observe: ["gradientNorms"] });
  assertEquals([problem.target, problem.observe], [0.9, ["gradientNorms"]]);
});
