import { assertEquals } from "@std/assert";
import { sampleTrial } from "./sample_trial.ts";

Deno.test("sampleTrial is plain data", () => {
  const trial = sampleTrial({ seed: 3, variables: { depth: 2 } });
  assertEquals(JSON.parse(JSON.stringify(trial)), trial);
});
