import { assertEquals, assertStringIncludes } from "@std/assert";
import { fakeRacer } from "./_fake_racer.ts";
import { runSession } from "./bench_session.ts";
import type { Implementation } from "./implementations/implementation.ts";
import type { RunningImplementation } from "./implementations/running_implementation.ts";
import { productFacts } from "./workloads/synthetic.ts";
import { peakOperations, type Task } from "./workloads/task.ts";

interface Log {
  readonly asked: string[];
  readonly ended: string[];
  readonly printed: string[];
}

/** Starts implementations that always compute the right thing, but for those that are missing. */
function starter({ asked, ended }: Log, missing: readonly string[]) {
  return (implementation: Implementation): Promise<RunningImplementation> => {
    const { name } = implementation;
    if (missing.includes(name)) return Promise.reject(new Error("not installed"));
    let task: Task | undefined;
    const { ask } = fakeRacer(name, { kind: "ok" }, 10);
    return Promise.resolve({
      implementation,
      about: "fake",
      ask(request, kind) {
        asked.push(`${name} ${request.kind}`);
        if (request.kind === "open") task = request.task;
        const values = task?.kind === "matmul"
          ? productFacts(task)
          : task?.kind === "peak"
          ? [peakOperations(task)]
          : [2, 1];
        const checks = fakeRacer(name, { kind: "values", values }, 10);
        return request.kind === "check" ? checks.ask(request, kind) : ask(request, kind);
      },
      [Symbol.asyncDispose]: () => {
        ended.push(name);
        return Promise.resolve();
      },
    });
  };
}

async function session(parts: readonly string[], peers: boolean, missing: readonly string[] = []) {
  const log: Log = { asked: [], ended: [], printed: [] };
  const result = await runSession({
    ...{ parts, peers, threads: 4, rounds: 1, milliseconds: 1, quick: true },
    print: (line) => log.printed.push(line),
    start: starter(log, missing),
  });
  return { result, log };
}

Deno.test("Whoever is missing is named, and the others are compared and ended", async () => {
  const { result, log } = await session(["training"], true, ["openblas-1", "torch-tuned-4"]);
  assertEquals(result.absent, [
    { who: "Descent, openblas, 1 thread", reason: "not installed" },
    { who: "PyTorch set up well, at most 4 threads", reason: "not installed" },
  ]);
  const [{ workloads: [{ entries }] }] = result.groups;
  const names = entries.map(({ implementation }) => implementation);
  assertEquals(names.slice(0, 3), ["wasm-1", "wasm-4", "openblas-4"]);
  assertEquals(["tfjs-wasm", "torch-tuned-1"].every((name) => names.includes(name)), true);
  assertEquals(log.ended.toSorted(), result.implementations.map(({ name }) => name).toSorted());
  assertStringIncludes(
    log.printed.join("\n"),
    "Descent, openblas, 1 thread is left out: not installed",
  );
});

Deno.test("OpenBLAS multiplies and is not asked for more", async () => {
  const { log, result } = await session(["products", "training"], false);
  const asked = log.asked.filter((line) => line === "openblas-direct-1 open").length;
  assertEquals(asked, result.groups[0].workloads.length);
});

Deno.test("Limits are measured where products or training steps are, and steps have their operations", async () => {
  const { result } = await session(["training"], false);
  assertEquals(result.limits.map(({ instructions, threads }) => [instructions, threads]), [
    ["wasm", 1],
    ["native", 1],
    ["native", 4],
  ]);
  assertEquals(result.limits[1].rate, 10 * 2 * 1024 ** 3 / 1e9);
  assertEquals(result.groups[0].workloads[0].operations, 40_908_800);
  const { result: { limits, groups } } = await session(["layers"], false);
  assertEquals([limits, groups[0].workloads[0].operations], [[], undefined]);
});

Deno.test("Without a native library there is no limit of native code", async () => {
  const natives = ["openblas-1", "openblas-4", "onednn-1", "onednn-4"];
  const { result } = await session(["training"], true, natives);
  assertEquals(result.limits.map(({ instructions }) => instructions), ["wasm"]);
});

Deno.test("Convolutions by 3x3 filters are raced against their plain sums too, and nothing else", async () => {
  const { result } = await session(["layers"], false);
  for (const { name, entries } of result.groups[0].workloads) {
    const names = entries.map(({ implementation }) => implementation);
    assertEquals(names.includes("direct-4"), /conv2d .* 3 x 3/.test(name), name);
  }
});

Deno.test("Nobody is started for parts that are not wanted", async () => {
  const { result, log } = await session([], true);
  assertEquals([result.implementations, log.asked], [[], []]);
});

Deno.test("The curve of threads has all the counts up to the most", async () => {
  const { result: { curves } } = await session(["curves"], false);
  const threads = curves.find(({ x }) => x === "Threads")!;
  assertEquals(threads.series.map(({ points }) => points.map(({ x }) => x)), [
    [1, 2, 4],
    [1, 2, 4],
    [1, 2, 4],
  ]);
});
