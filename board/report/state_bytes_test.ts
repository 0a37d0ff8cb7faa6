import { assert } from "@std/assert";
import { optimizerCatalogue } from "@descent/optim";
import { stateBytes } from "./state_bytes.ts";

Deno.test("stateBytes measures every rule of the catalogue, Muon less than AdamW", () => {
  const bytes = new Map(optimizerCatalogue.map((plugin) => [plugin.name, stateBytes(plugin)]));
  for (const [name, each] of bytes) assert(each >= 0 && each <= 160, `${name}: ${each}`);
  assert(bytes.get("muon")! < bytes.get("adamw")!);
  assert(bytes.get("sgd") === 0);
});
