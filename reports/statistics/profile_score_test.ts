import { assertAlmostEquals, assertEquals } from "@std/assert";
import { profileAt, profileScore, ratiosToBest } from "./profile_score.ts";

Deno.test("profileScore is the area under the profile", () => {
  const ratios = [1, 1.2, 2.5, 3.9, 7, Infinity];
  const steps = 30_000;
  let [linear, log] = [0, 0];
  for (let i = 0; i < steps; i++) {
    const place = (i + 0.5) / steps;
    linear += profileAt(ratios, 1 + 3 * place) / steps;
    log += profileAt(ratios, 4 ** (2 * place - 1)) / steps;
  }
  assertAlmostEquals(profileScore(ratios, 4), linear, 1e-4);
  assertAlmostEquals(profileScore(ratios, 4, "log"), log, 1e-4);
});

Deno.test("a problem that nobody solved counts against all", () => {
  const ratios = ratiosToBest([[Infinity, 2], [Infinity, 1]]);
  assertEquals(ratios, [[Infinity, 2], [Infinity, 1]]);
  assertEquals(ratios.map((own) => profileAt(own, Infinity)), [0.5, 0.5]);
});
