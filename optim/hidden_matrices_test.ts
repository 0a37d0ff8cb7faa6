import { createEngine, type ParameterRole } from "@descent/core";
import { assertEquals } from "@std/assert";
import { hiddenMatrices } from "./hidden_matrices.ts";

function hidden(...list: [ParameterRole, number[]][]): number[] {
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = list.map(([role, shape], index) => ({
    name: `${index}`,
    value: arena.tensor(shape),
    gradient: arena.tensor(shape),
    role,
    decays: true,
  }));
  return hiddenMatrices(parameters).map(({ name }) => Number(name));
}

Deno.test("hiddenMatrices: no vectors, no first layer, no output layer", () => {
  const layers: [ParameterRole, number[]][] = [["weight", [5, 4]], ["bias", [4]]];
  assertEquals(hidden(...layers, ["gain", [4]], ["weight", [4, 3, 2, 2]], ["output", [3, 2]]), [3]);
  assertEquals(hidden(...layers), []);
  assertEquals(hidden(["output", [5, 2]]), []);
});

Deno.test("hiddenMatrices: after an embedding the first weight is a hidden one", () => {
  assertEquals(hidden(["embedding", [9, 4]], ["weight", [4, 4]], ["weight", [4]]), [1]);
});
