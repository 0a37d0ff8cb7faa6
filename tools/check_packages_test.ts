import { assertEquals, assertStringIncludes } from "@std/assert";
import { packageProblems } from "./check_packages.ts";

const lockOf = (count: number) => ({
  npm: Object.fromEntries(Array.from({ length: count }, (_, i) => [`package${i}@1.0.0`, {}])),
});

Deno.test("fifteen packages are few enough, sixteen are named", () => {
  assertEquals(packageProblems(lockOf(15)), []);
  assertEquals(packageProblems({}), []);
  const [problem] = packageProblems(lockOf(16));
  assertStringIncludes(problem, "16 packages, at most 15: package0@1.0.0, ");
});
