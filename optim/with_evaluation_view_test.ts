import { assertEquals, assertThrows } from "@std/assert";
import type { Optimizer } from "./optimizer_plugin.ts";
import { withEvaluationView } from "./with_evaluation_view.ts";

Deno.test("withEvaluationView: begins, runs and ends, also when the function throws", () => {
  const calls: string[] = [];
  const optimizer: Optimizer = {
    step: () => {},
    state: {},
    beginEvaluation: () => void calls.push("begin"),
    endEvaluation: () => void calls.push("end"),
  };
  assertEquals(withEvaluationView(optimizer, () => calls.push("run")), 2);
  assertThrows(
    () =>
      withEvaluationView(optimizer, () => {
        throw new RangeError("out of luck");
      }),
    RangeError,
    "out of luck",
  );
  assertEquals(calls, ["begin", "run", "end", "begin", "end"]);
});

Deno.test("withEvaluationView: only runs the function where there is no view", () => {
  assertEquals(withEvaluationView({ step: () => {}, state: {} }, () => 42), 42);
});
