import { isPermitted } from "@descent/cli/testing";
import { parseRunRecord } from "@descent/reports";
import { sampleRecord } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import { currentEnvironment } from "./environment.ts";

// The code that runs is read, for its digest.
const ignore = !isPermitted("currentEnvironment", { name: "read" });

Deno.test(
  "currentEnvironment is what a record may hold, with the processor where that may be asked",
  { ignore },
  () => {
    const environment = currentEnvironment();
    parseRunRecord(sampleRecord({ environment: { ...environment, dtype: "f32" } }), "sample");
    const mayAsk = Deno.permissions.querySync({ name: "sys", kind: "cpus" }).state === "granted";
    assertEquals(environment.cpu !== null, mayAsk);
    assertEquals(environment.threads, 1);
    assertEquals(environment.matmul, { backend: "wasm", version: environment.descent });
  },
);

Deno.test("currentEnvironment holds what trials compute with", { ignore }, () => {
  const matmul = { backend: "openblas", version: "OpenBLAS 0.3.21 SkylakeX" };
  const engine = { threads: 2, matmul, multiplyAdd: "relaxed", fusedMultiplyAdd: true } as const;
  const environment = currentEnvironment(engine);
  assertEquals({ ...environment, ...engine }, environment);
});
