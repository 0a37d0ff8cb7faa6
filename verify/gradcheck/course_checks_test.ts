import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { knownAnswers } from "@descent/core/testing";
import { courseChecks } from "./course_checks.ts";
import { passesCheck } from "./worst_checks.ts";

Deno.test("The course's gradient checks pass, those without freedom of order to the last printed digit", async () => {
  const checks = courseChecks(await knownAnswers("cs231n"));
  assertEquals(checks.filter((check) => !passesCheck(check)), []);
  assertEquals(new Set(checks.map(({ title }) => title)).size, 17);
  for (const exact of ["relu", "max pool", "dropout"]) {
    const check = checks.find(({ title }) => title === exact);
    assert(check?.printed !== undefined, exact);
    assertAlmostEquals(check.error / check.printed, 1, 1e-9, exact);
  }
  // The notebook at hand printed a figure of a wrong implementation there, which the file leaves out.
  const spatial = checks.filter(({ title }) => title === "spatial batchnorm");
  assertEquals(spatial.map(({ printed }) => printed === undefined), [true, false, false]);
});

Deno.test("A check of a kind that is not known is an error of the file", () => {
  const golden = { name: "one", kind: "sine", params: {}, inputs: {}, tolerance: {} };
  const expected = { relative_error_printed: { dx: 1 } };
  assertThrows(() => courseChecks([{ ...golden, expected }]), SyntaxError, "got 'sine'");
});
