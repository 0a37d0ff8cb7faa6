import { sampleTrial } from "@descent/lab/testing";
import { assertEquals, assertNotEquals } from "@std/assert";
import {
  environmentFor,
  type QueueEnvironment,
  queueName,
  requirementsOf,
  unmetRequirement,
} from "./requirements.ts";

const wasm: QueueEnvironment = {
  code: "c".repeat(64),
  fusedMultiplyAdd: true,
  multiplyAdd: "relaxed",
  convolution: "auto",
  matmul: { backend: "wasm", version: "0.1.0" },
};
const strict: QueueEnvironment = { ...wasm, fusedMultiplyAdd: false, multiplyAdd: "strict" };
const direct: QueueEnvironment = { ...wasm, convolution: "direct" };
const native: QueueEnvironment = { ...wasm, matmul: { backend: "openblas", version: "0.3.21" } };
const plugin = { address: "/a/lion.ts", digest: "d".repeat(64) };
const foreign = sampleTrial({ plugin });

Deno.test("a trial's queue depends on what decides its bits, not on where a module lies", () => {
  const name = (trial = sampleTrial(), environment = wasm) =>
    queueName(requirementsOf(trial, environment));
  const others = [strict, direct, native].map((environment) => name(undefined, environment));
  const names = [name(), ...others, name(foreign)];
  assertEquals(new Set(names).size, names.length);
  const elsewhere = sampleTrial({ plugin: { ...plugin, address: "/b/lion.ts" } });
  assertEquals(name(elsewhere), name(foreign));
  assertNotEquals(name(undefined, { ...wasm, code: "0" }), name());
  assertEquals(name(undefined, { ...wasm, matmul: { backend: "wasm", version: "9" } }), name());
});

const unmet: [what: string, needed: QueueEnvironment, had: QueueEnvironment[], said?: string][] = [
  ["the same", wasm, [wasm]],
  ["one of two", strict, [wasm, strict]],
  ["plain sums", direct, [wasm, direct]],
  ["other code", { ...wasm, code: "0" }, [wasm, strict], "another version of the code"],
  ["a library", native, [wasm], "matrix products of openblas 0.3.21"],
  [
    "a version",
    native,
    [{ ...native, matmul: { backend: "openblas", version: "1" } }],
    "matrix products of openblas 0.3.21",
  ],
  ["fusing", wasm, [strict], "a processor that fuses multiplication and addition"],
];

for (const [what, needed, environments, said] of unmet) {
  Deno.test(`unmetRequirement: ${what}`, () => {
    const requirements = requirementsOf(sampleTrial(), needed);
    assertEquals(unmetRequirement(requirements, { environments, modules: [] }), said);
    assertEquals(environmentFor(requirements, environments) === undefined, said !== undefined);
  });
}

Deno.test("unmetRequirement: a module whose text is another one", () => {
  const requirements = requirementsOf(foreign, wasm);
  const abilities = { environments: [wasm], modules: ["e".repeat(64)] };
  assertEquals(
    unmetRequirement(requirements, abilities),
    "a third party's module with the SHA-256 dddddddddddd, with which the worker must be started",
  );
  assertEquals(
    unmetRequirement(requirements, { ...abilities, modules: [plugin.digest] }),
    undefined,
  );
});
