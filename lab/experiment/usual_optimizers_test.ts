import { assertEquals } from "@std/assert";
import { knownOptimizers } from "./known_optimizers.ts";
import { usualOptimizers } from "./usual_optimizers.ts";

Deno.test("usualOptimizers are the four, then the plugins in their order", async () => {
  const known = await knownOptimizers([]);
  const plugins = ["lion", "lamb"].map((name) => ({
    plugin: { ...known[0].plugin, name },
    source: { address: `./${name}.ts`, digest: "" },
  }));
  const names = usualOptimizers([...known, ...plugins]).map(({ plugin }) => plugin.name);
  assertEquals(names, ["sgd", "momentum", "rmsprop", "adam", "lion", "lamb"]);
});
