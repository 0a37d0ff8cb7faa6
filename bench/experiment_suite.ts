import { median } from "./measure.ts";
import type { Absence, ProgramResult, RatioResult } from "./report/bench_result.ts";
import { programArgs, type ProgramTimes, timeProgram } from "./time_program.ts";
import type { TimedSuiteOptions } from "./time_programs.ts";

/** The findings of {@linkcode runExperimentSuite}. */
export interface ExperimentSuiteResult {
  readonly programs: readonly ProgramResult[];
  /** Time with a native library, to that without. */
  readonly ratios: readonly RatioResult[];
  readonly absent: readonly Absence[];
}

/** Options of {@linkcode runExperimentSuite}. */
export interface ExperimentSuiteOptions extends TimedSuiteOptions {
  /** Whether one pair of each is enough. */
  readonly quick: boolean;
}

const PAIRS = 3;

/**
 * A sample of what whole experiments do: `deno task experiments --dataset mnist` takes a quarter of an hour and more,
 * `deno task lab --standard` half an hour. The same trials in every run, on all cores.
 */
const SAMPLES: readonly { readonly title: string; readonly args: readonly string[] }[] = [
  {
    title: "experiments --dataset mnist, sample: Adam on 784-100-10, 4 seeds, 2 epochs",
    args: [
      ...["compare", "--dataset", "mnist", "--optimizers", "adam", "--learning-rate", "0.002"],
      ...["--seeds", "4", "--epochs", "2"],
    ],
  },
  {
    title: "experiments --dataset mnist, sample: conv-net --quick",
    args: ["conv-net", "--dataset", "mnist", "--quick"],
  },
  { title: "lab --quick, whole", args: ["lab", "--quick"] },
  {
    title:
      "lab --standard, sample: AdamW and Muon, 2 settings, 2 judges, a tenth of the steps, all problems",
    args: [
      ...["lab", "--standard", "--optimizers", "adamw,muon", "--draws", "2", "--judges", "2"],
      ...["--budget", "0.1"],
    ],
  },
];

/**
 * Times experiments with `--native auto` against `--native none`, in pairs whose order alternates. None may take longer
 * than four minutes.
 *
 * @param options How often, and who hears of it.
 * @returns Seconds and peak memory of each, and the medians over the pairs of the ratios within each.
 */
export async function runExperimentSuite(
  { quick, onProgress, time = timeProgram }: ExperimentSuiteOptions,
): Promise<ExperimentSuiteResult> {
  const programs: ProgramResult[] = [], ratios: RatioResult[] = [], absent: Absence[] = [];
  for (const { title, args } of SAMPLES) {
    const runs = { none: [] as ProgramTimes[], auto: [] as ProgramTimes[] };
    try {
      for (let pair = 0; pair < (quick ? 1 : PAIRS); pair++) {
        const ways = ["none", "auto"] as const;
        for (const native of pair % 2 === 0 ? ways : ways.toReversed()) {
          const run = await time({
            title: `${title}, ${native}`,
            args: programArgs("experiment", "experiment.ts", ...args, "--native", native),
          });
          runs[native].push(run);
          onProgress(`${title}, --native ${native}: ${run.seconds.toFixed(1)} s`);
        }
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      absent.push({ who: title, reason: error.message });
      onProgress(`${title} is left out: ${error.message}`);
      continue;
    }
    for (const native of ["none", "auto"] as const) {
      programs.push({
        title: `${title}, --native ${native}`,
        seconds: median(runs[native].map(({ seconds }) => seconds)),
        peakBytes: Math.max(...runs[native].map(({ peakBytes }) => peakBytes)),
      });
    }
    const value = median(runs.auto.map(({ seconds }, pair) => seconds / runs.none[pair].seconds));
    ratios.push({ title: `Time of ${title}, with --native auto, to that without`, value });
    onProgress(`${title}, auto to none: ${value.toFixed(2)}`);
  }
  return { programs, ratios, absent };
}
