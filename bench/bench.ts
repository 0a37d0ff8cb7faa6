/**
 * `deno task bench`: times kernels, layers, training steps, update rules and whole programs; with `--peers`, other libraries
 * beside them.
 *
 * @module
 */
import { choicesFlag, integerFlag, print, runTask, switchFlag } from "@descent/cli";
import { currentEnvironment } from "@descent/lab";
import { writePage } from "@descent/reports";
import { partNames, runSession } from "./bench_session.ts";
import { benchPage } from "./report/bench_page.ts";
import type { BenchResult, Machine } from "./report/bench_result.ts";

const folder = "reports/out/bench";
const cores = navigator.hardwareConcurrency;

const task = {
  name: "bench",
  doc: "Times kernels, layers, training steps and whole programs.",
  flags: {
    peers: switchFlag({
      doc:
        "Times other libraries too: TensorFlow.js, jax-js, ConvNetJS, and PyTorch where python3 has it.",
    }),
    parts: choicesFlag({
      doc:
        "What to time. 'experiments' takes ten minutes, and MNIST where it is in the data folder.",
      default: partNames.filter((part) => part !== "experiments"),
      words: partNames,
    }),
    threads: integerFlag({
      doc: "Threads of the setups that use several.",
      default: cores,
      shownDefault: `the machine's cores, ${cores}`,
      minimum: 1,
      maximum: 256,
    }),
    rounds: integerFlag({
      doc: "Rounds; in each, everyone has a turn.",
      default: 9,
      quick: 3,
      minimum: 1,
      maximum: 1000,
    }),
    milliseconds: integerFlag({
      doc: "Least length of a turn.",
      default: 100,
      quick: 20,
      minimum: 1,
      maximum: 100_000,
    }),
    quick: switchFlag({ doc: "A short run that shows how it works." }),
  },
  notes:
    "A run takes some minutes. With --peers it takes a quarter of an hour: some libraries need many seconds\n" +
    "for one step of the conv net.",
};

/**
 * Runs `deno task bench`.
 *
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 */
export function runBench(args: readonly string[]): Promise<number> {
  return runTask(() => task, args, async (options, conclude) => {
    const startedAt = new Date().toISOString();
    const found = await runSession({ ...options, print });
    const command = ["deno task bench", ...args].join(" ");
    const result: BenchResult = { startedAt, command, machine: machine(), ...found };
    const files = { "bench.json": `${JSON.stringify(result, null, 2)}\n` };
    const report = await writePage(folder, benchPage(result), files);
    print(`\nReport: ${report}`);
    conclude({ ...result, report });
  });
}

function machine(): Machine {
  const { os, arch, cpu, cpuCount, deno, v8 } = currentEnvironment();
  return { os, arch, cpu, cpuCount, deno, v8 };
}

if (import.meta.main) Deno.exit(await runBench(Deno.args));
