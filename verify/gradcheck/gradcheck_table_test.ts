import { assertEquals } from "@std/assert";
import { sampleChecks } from "./_sample_checks.ts";
import { gradcheckTable } from "./gradcheck_table.ts";

Deno.test("gradcheckTable has a line for each tensor, and says which failed", () => {
  assertEquals(gradcheckTable(sampleChecks), [
    "layer         tensor          relative error     bound  course printed",
    "relu          input                3.000e-12  3.28e-12               -",
    "affine        input                1.250e-10     5e-10               -",
    "affine        affine1.weight        1.000e-2     5e-10               -  FAILED",
    "huber         prediction                   0      1e-7               -",
    "course: relu  dx                   3.276e-12  3.28e-12       3.276e-12",
  ]);
});
