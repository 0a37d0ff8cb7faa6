import type { BenchResult, Entry } from "./bench_result.ts";

function entry(implementation: string, ...rates: (number | null)[]): Entry {
  const counted = rates.filter((rate) => rate !== null).toSorted((a, b) => a - b);
  return { implementation, rates, median: counted[counted.length >> 1] };
}

/** A small benchmark with other libraries, for tests. */
export const sampleResult: BenchResult = {
  startedAt: "2026-01-02T03:04:05.678Z",
  command: "deno task bench --peers",
  machine: {
    os: "linux",
    arch: "x86_64",
    cpu: "Fast <Processor>",
    cpuCount: 2,
    deno: "2.9.6",
    v8: "14",
  },
  implementations: [
    {
      name: "wasm-1",
      title: "Descent, wasm, 1 thread",
      family: "descent",
      threads: 1,
      instructions: "wasm",
      about: "a",
    },
    {
      name: "wasm-2",
      title: "Descent, wasm, 2 threads",
      family: "descent",
      threads: 2,
      instructions: "wasm",
      about: "b",
    },
    {
      name: "jax-1",
      title: "jax-js, 1 thread",
      family: "peer",
      threads: 1,
      instructions: "wasm",
      about: "c",
    },
    {
      name: "torch-tuned-2",
      title: "PyTorch set up well",
      family: "peer",
      threads: 2,
      instructions: "native",
      about: "d",
    },
  ],
  absent: [{ who: "ConvNetJS", reason: "not there" }],
  groups: [
    {
      title: "Kernels",
      workloads: [{
        name: "multiply-adds in registers, one thread",
        unit: "GFLOP/s",
        work: 1,
        entries: [entry("wasm-1", 50, 50, 50)],
        absent: [],
      }],
    },
    {
      title: "Matrix products",
      workloads: [{
        name: "512 x 512 x 512",
        unit: "GFLOP/s",
        work: 1,
        entries: [entry("wasm-1", 40, 45, 42), entry("wasm-2", 80, 80, 80)],
        absent: [],
      }],
    },
    {
      title: "Training steps",
      workloads: [{
        name: "784-100-10, batch 128, Adam",
        unit: "images/s",
        work: 128,
        operations: 40_908_800,
        entries: [
          entry("wasm-1", 100_000, 110_000, 105_000),
          entry("wasm-2", 180_000, 190_000, 185_000),
          entry("jax-1", 50_000, null, 50_000),
          entry("torch-tuned-2", 200_000, 190_000, 185_000),
        ],
        absent: [{ who: "TensorFlow.js, wasm", reason: "no kernel" }],
      }],
    },
  ],
  limits: [
    { instructions: "wasm", threads: 1, rate: 50, who: "Descent, wasm, 1 thread" },
    { instructions: "native", threads: 2, rate: 200, who: "Descent, onednn, 2 threads" },
  ],
  curves: [{
    title: "Nets",
    x: "Width",
    series: [{
      name: "wasm-1",
      title: "Descent",
      points: [{ x: 16, seconds: 0.001 }, { x: 32, seconds: 0.002 }],
    }],
  }],
  rules: [
    {
      name: "sgd",
      title: "SGD",
      toAdam: 0.9,
      toFormula: 1.01,
      toPlain: 1,
      seconds: 2e-5,
      stateBytes: 0,
    },
    { name: "muon", title: "Muon", toAdam: 1.25, seconds: 1e-3, stateBytes: 8 },
  ],
  programs: [{ title: "An empty program", seconds: 0.05, peakBytes: 50e6 }],
  starts: [{ title: "An empty worker", modules: 3, seconds: 0.04, cpuSeconds: 0.07 }],
  ratios: [{ title: "Speed of 2 jobs", value: 1.9234 }],
};
