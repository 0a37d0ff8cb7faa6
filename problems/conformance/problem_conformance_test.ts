import { assertEquals } from "@std/assert";
import { problemCatalogue } from "../catalogue.ts";
import { checkProblemConformance } from "./problem_conformance.ts";

for (const plugin of problemCatalogue) {
  Deno.test(`checkProblemConformance: ${plugin.name} passes every check`, async () => {
    const { passed, results } = await checkProblemConformance(plugin);
    assertEquals(results.flatMap(({ failure }) => failure ?? []), []);
    assertEquals(passed, true);
  });
}
