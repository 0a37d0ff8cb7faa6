import { assertStrictEquals } from "@std/assert";
import { defineProblem } from "./define_problem.ts";
import { twoLayer } from "../two_layer.ts";

Deno.test("defineProblem is the plugin itself", () => {
  assertStrictEquals<unknown>(defineProblem(twoLayer), twoLayer);
});
