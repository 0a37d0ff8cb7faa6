import { assert, assertEquals } from "@std/assert";
import { boardCatalogue } from "./board_problems.ts";
import { BOARD_TARGETS } from "./board_targets.ts";
import { chooseProblem } from "../contract/problem_choice.ts";

Deno.test("every problem has its target, above 0, in its budget", () => {
  for (const plugin of boardCatalogue) {
    const { target } = chooseProblem(plugin).budget;
    assertEquals(target, BOARD_TARGETS.losses[plugin.name]);
    assert(target !== null && target > 0, plugin.name);
  }
});
