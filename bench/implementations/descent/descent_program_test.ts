import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import type { Task } from "../../workloads/task.ts";
import { verdict } from "../../workloads/verdict.ts";
import { descentProgram } from "./descent_program.ts";

async function judge(task: Task): Promise<string | undefined> {
  using engine = createEngine();
  const opened = await descentProgram(engine).open(task);
  const judgement = verdict(task, await opened.check());
  opened.close();
  assertEquals(engine.bytesInUse, 0);
  return judgement;
}

Deno.test("Descent multiplies matrices as it is asked to", async () => {
  for (const product of ["ab", "atb", "abt"] as const) {
    assertEquals(await judge({ kind: "matmul", product, m: 13, n: 21, k: 34 }), undefined);
  }
});

Deno.test("Descent learns in the steps that are timed", async () => {
  const networks = [
    { kind: "fullyConnected", hidden: [20] },
    { kind: "convolutional", filters: 4, kernel: 3, hidden: 10 },
  ] as const;
  for (const network of networks) {
    for (const optimizer of ["momentum", "adam"] as const) {
      const task = { kind: "training", network, batchSize: 20, optimizer } as const;
      assertEquals(await judge(task), undefined);
    }
  }
});

Deno.test("Descent's language models learn in the steps that are timed", async () => {
  for (const model of [{ kind: "lstm" }, { kind: "gpt", blocks: 1, heads: 2 }] as const) {
    const task = { kind: "sequence", model, width: 64, steps: 16, batchSize: 16 } as const;
    assertEquals(await judge(task), undefined);
  }
});

Deno.test("Descent gathers the batch that is timed", async () => {
  assertEquals(await judge({ kind: "gather", batchSize: 6 }), undefined);
});

Deno.test("A layer runs forward and backward, one that overwrites its gradient too", async () => {
  for (const layer of ["affine 784 to 100", "relu on 100", "layerNorm on 100"]) {
    for (const pass of ["forward", "backward"] as const) {
      assertEquals(await judge({ kind: "layer", layer, pass }), undefined, `${layer}, ${pass}`);
    }
  }
});

Deno.test("A layer that is not in the table is refused", () => {
  using engine = createEngine();
  const task: Task = { kind: "layer", layer: "attention", pass: "forward" };
  assertThrows(() => descentProgram(engine).open(task), RangeError, "got 'attention'");
});
