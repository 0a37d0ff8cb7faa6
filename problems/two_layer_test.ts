import { assertEquals } from "@std/assert";
import { datasetCatalogue } from "@descent/data";
import { twoLayer } from "./two_layer.ts";

Deno.test("twoLayer has a budget and a target for every dataset, and is plain data", () => {
  for (const { name } of datasetCatalogue) {
    const problem = twoLayer({ dataset: name });
    assertEquals(problem.name, `${name}-two-layer`);
    assertEquals(problem.network, { kind: "fully-connected", hidden: [100] });
    assertEquals(problem.target! > 0.5 && problem.target! < 1, true);
    assertEquals(JSON.parse(JSON.stringify(problem)), problem);
  }
});

Deno.test("twoLayer takes what is given and leaves the rest", () => {
  const usual = twoLayer({ dataset: "mnist" });
  const changed = twoLayer({ dataset: "mnist", epochs: 0.5, hidden: 7, schedule: undefined });
  assertEquals(changed, {
    ...usual,
    epochs: 0.5,
    network: { kind: "fully-connected", hidden: [7] },
  });
});
