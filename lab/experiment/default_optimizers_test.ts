import { assertEquals } from "@std/assert";
import { knownOptimizers } from "./known_optimizers.ts";
import { defaultOptimizers } from "./default_optimizers.ts";

Deno.test("defaultOptimizers are the four, then the plugins in their order", async () => {
  const known = await knownOptimizers([]);
  const plugins = ["lion", "lamb"].map((name) => ({
    plugin: { ...known[0].plugin, name },
    source: { address: `./${name}.ts`, digest: "" },
  }));
  const names = defaultOptimizers([...known, ...plugins]).map(({ plugin }) => plugin.name);
  assertEquals(names, ["sgd", "momentum", "rmsprop", "adam", "lion", "lamb"]);
});
