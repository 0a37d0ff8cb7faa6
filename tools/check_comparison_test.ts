import { assertEquals } from "@std/assert";
import { stringify } from "@std/csv";
import { comparisonProblems } from "./check_comparison.ts";

const columns = ["optimizer", "seed", "phase", "status", "final_validation_accuracy"];

function problems(...changed: readonly unknown[][]): string[] {
  const rows = ["sgd", "momentum", "rmsprop", "adam"].map((name) =>
    changed.find(([optimizer]) => optimizer === name) ?? [name, 1, "final", "completed", 0.97]
  );
  return comparisonProblems(stringify([columns, ...rows]), 0.96);
}

Deno.test("comparisonProblems is content where every final trial learned", () => {
  assertEquals(problems(), []);
  assertEquals(problems(["adam", 1, "final", "completed", 0.96]), []);
});

Deno.test("comparisonProblems names the trial that did not, and an optimizer without one", () => {
  assertEquals(
    problems(["sgd", 3, "final", "completed", 0.9599], ["adam", 2, "final", "diverged", ""]),
    [
      "sgd, seed 3: validation accuracy 0.9599; at least 0.96",
      "adam, seed 2: diverged",
    ],
  );
  assertEquals(problems(["sgd", 3, "final", "completed", ""]).length, 1);
  assertEquals(problems(["momentum", 1, "search", "completed", 0.99]), [
    "momentum: no final trial",
  ]);
});
