import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Reply, Request } from "./implementations/protocol.ts";
import { race } from "./race.ts";
import { fakeRacer } from "./_fake_racer.ts";
import { productFacts } from "./workloads/synthetic.ts";
import type { MatmulTask, Workload } from "./workloads/task.ts";

const task: MatmulTask = { kind: "matmul", product: "ab", m: 2, n: 2, k: 2 };
const workload: Workload = { name: "small", unit: "GFLOP/s", work: 3, task };
const right: Reply = { kind: "values", values: productFacts(task) };
const options = { rounds: 2, milliseconds: 1 };

Deno.test("Rates are in the unit of the workload, and what happens is heard", async () => {
  const heard: string[] = [];
  const result = await race(
    workload,
    [fakeRacer("a", right, 5), fakeRacer("b", right, 7)],
    { ...options, onProgress: (line) => heard.push(line) },
  );
  assertEquals(heard, [
    "The a does it right",
    "The b does it right",
    "The a: 15 GFLOP/s as it warms up",
    "The b: 21 GFLOP/s as it warms up",
  ]);
  assertEquals(result.entries, [
    { implementation: "a", median: 15, rates: [15, 15] },
    { implementation: "b", median: 21, rates: [21, 21] },
  ]);
  assertEquals([result.name, result.unit, result.absent], ["small", "GFLOP/s", []]);
});

Deno.test("Who computes something wrong, or cannot, is not timed", async () => {
  const wrong = fakeRacer("wrong", { kind: "values", values: [0, 0] }, 1);
  const cannot = fakeRacer("cannot", { kind: "cannot", reason: "no kernel" }, 1);
  const { entries, absent } = await race(workload, [wrong, cannot], options);
  assertEquals(entries, []);
  assertEquals(absent.map(({ who }) => who), ["The wrong", "The cannot"]);
  assertStringIncludes(absent[0].reason, "product is wrong");
  assertEquals(absent[1].reason, "no kernel");
  assertEquals([...wrong.asked, ...cannot.asked].includes("run"), false);
});

Deno.test("Who breaks down while being timed is named with the reason", async () => {
  const racer = fakeRacer("weak", right, 1);
  let runs = 0;
  const ask: typeof racer.ask = (request: Request, kind) =>
    request.kind === "run" && ++runs > 1
      ? Promise.reject(new Error("it ended"))
      : racer.ask(request, kind);
  const { entries, absent } = await race(workload, [{ ...racer, ask }], options);
  assertEquals([entries, absent], [[], [{ who: "The weak", reason: "it ended" }]]);
});
