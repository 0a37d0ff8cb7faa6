import { assertEquals } from "@std/assert";
import { fakeRacer } from "./_fake_racer.ts";
import type { Reply } from "./implementations/protocol.ts";
import { measureCurve, measureThreads } from "./curves.ts";
import { training } from "./workloads/training_workloads.ts";

const learned: Reply = { kind: "values", values: [2, 1] };
const options = { rounds: 1, milliseconds: 1 };
const workload = training("steps", {
  network: { kind: "fullyConnected", hidden: [] },
  batchSize: 10,
  optimizer: "adam",
});

Deno.test("A curve is the time of a step for each point and implementation", async () => {
  const curve = { title: "Nets", x: "Width", points: [{ x: 1, workload }, { x: 2, workload }] };
  const broken = fakeRacer("broken", { kind: "cannot", reason: "no" }, 1);
  const result = await measureCurve(curve, [fakeRacer("wasm-1", learned, 4), broken], options);
  const points = [{ x: 1, seconds: 0.25 }, { x: 2, seconds: 0.25 }];
  assertEquals(result, {
    title: "Nets",
    x: "Width",
    series: [{ name: "wasm-1", title: "The wasm-1", points }],
  });
});

Deno.test("The curve of threads has a line for each way to compute products", async () => {
  const racers = [["wasm-1", 1], ["wasm-2", 2], ["openblas-2", 4]] as const;
  const { series } = await measureThreads(
    workload,
    racers.map(([name, rate]) => fakeRacer(name, learned, rate)),
    options,
  );
  assertEquals(series.map(({ name, points }) => [name, points]), [
    ["wasm", [{ x: 1, seconds: 1 }, { x: 2, seconds: 0.5 }]],
    ["openblas", [{ x: 2, seconds: 0.25 }]],
  ]);
});
