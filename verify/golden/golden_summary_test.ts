import { assertEquals } from "@std/assert";
import { countKinds, goldenSummary } from "./golden_summary.ts";

const results = ([
  ["relu", "passed"],
  ["batchnorm1d_train", "failed"],
  ["relu", "unsupported"],
  ["relu", "passed"],
  ["relu", "unreadable"],
] as const).map(([kind, status], i) => ({ name: `case ${i}`, kind, status, text: "" }));

Deno.test("countKinds counts by kind in the order of the file", () => {
  assertEquals(countKinds(results), [
    { kind: "relu", passed: 2, failed: 0, unsupported: 1, unreadable: 1 },
    { kind: "batchnorm1d_train", passed: 0, failed: 1, unsupported: 0, unreadable: 0 },
  ]);
});

Deno.test("goldenSummary lines its columns up and ends with the sums", () => {
  assertEquals(goldenSummary(results), [
    "kind               passed  failed  not supported  unreadable",
    "relu                    2       0              1           1",
    "batchnorm1d_train       0       1              0           0",
    "total                   2       1              1           1",
  ]);
});
