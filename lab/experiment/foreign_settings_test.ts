import { assertEquals } from "@std/assert";
import { FOREIGN_LIMITS } from "../isolation/foreign_process.ts";
import { foreignSettings } from "./foreign_settings.ts";

Deno.test("foreignSettings are the usual ones without flags, and with values that the flags refuse", () => {
  for (const args of [[], ["--trial-timeout="], ["--trial-timeout=-1"], ["--trial-timeout", "x"]]) {
    assertEquals(foreignSettings(args), { limits: FOREIGN_LIMITS, allowsImports: false });
  }
});

Deno.test("foreignSettings leave time for imports, however short the trials", () => {
  const { limits, allowsImports } = foreignSettings([
    "--trial-timeout=2",
    "--allow-plugin-imports",
  ]);
  assertEquals([limits?.trialSeconds, limits?.silentSeconds, limits?.preparationSeconds], [
    2,
    2,
    10,
  ]);
  assertEquals(allowsImports, true);
});
