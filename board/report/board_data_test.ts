import { assertEquals } from "@std/assert";
import { samplePlan } from "../testing/mod.ts";
import { boardTitles } from "./board_data.ts";

Deno.test("boardTitles falls back to the name", () => {
  const { rule, problem } = boardTitles(samplePlan());
  assertEquals([rule("momentum"), rule("x")], ["Momentum", "x"]);
  assertEquals([problem("two-layer"), problem("y")], ["Two-layer net (sample)", "y"]);
});
