import type { ProblemChoice, ProblemData } from "@descent/problems";
import { isBetter, metricOf, metricTitle, type Run, type TableSection } from "@descent/reports";
import type { Trial } from "../trials/trial.ts";
import type { TrialRunner } from "../trials/trial_runner.ts";

/**
 * A network that was trained, as a file.
 *
 * @category Experiments
 */
export interface BestNetwork {
  /** The file's name. */
  readonly name: string;
  /** Its bytes, a safetensors file. */
  readonly bytes: Uint8Array;
  /** The trial that trained it. */
  readonly run: Run;
}

/**
 * Surroundings of {@linkcode bestNetworks}.
 *
 * @category Experiments
 */
export interface BestNetworksOptions {
  /** The trial of each run, by the run's id. */
  readonly trialOf: ReadonlyMap<string, Trial>;
  /** Data of a problem. */
  readonly data: (problem: ProblemChoice) => Promise<ProblemData>;
  /** The worker that trains them again. */
  readonly runner: TrialRunner;
}

/**
 * The network of each optimizer's best trial on each problem: of those that judge a setting, where there are such, the
 * one whose last validation value of the problem's selection metric is best.
 *
 * Records hold no weights, so the trial is trained again; it comes to the same bits, which the record's digest of the
 * weights proves.
 *
 * @category Experiments
 * @param runs The runs that the report rests on.
 * @param options Trials, data and a worker, see {@linkcode BestNetworksOptions}.
 * @returns The networks; none for problems without one, or optimizers that always diverged.
 * @throws {Error} When a trial does not come to the same weights again.
 *
 * @example No run, no network
 * ```ts
 * import { bestNetworks, type TrialRunner } from "@descent/lab";
 * import { sampleData } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const runner = {} as TrialRunner;
 * assertEquals(await bestNetworks([], { trialOf: new Map(), data: sampleData, runner }), []);
 * ```
 */
export async function bestNetworks(
  runs: readonly Run[],
  { trialOf, data, runner }: BestNetworksOptions,
): Promise<BestNetwork[]> {
  const best = bestRuns(runs);
  const isOneProblem = new Set(best.map(({ record }) => record.problem.name)).size === 1;
  const networks: BestNetwork[] = [];
  for (const run of best) {
    const { trialId, problem, optimizer, seed, results } = run.record;
    const trial = trialOf.get(trialId);
    if (trial === undefined) continue;
    const request = { trial, data: await data(trial.problem), keepNetwork: true };
    const outcome = await runner.run(request, () => {});
    if (outcome.results.weightsDigest !== results.weightsDigest) {
      throw new Error(
        `bestNetworks: expected ${optimizer.name} with seed ${seed} to come to the weights ${results.weightsDigest} again, got ${
          outcome.error ?? outcome.results.weightsDigest
        }; the machine or the code changed during the run`,
      );
    }
    if (outcome.network === undefined) continue;
    const name = isOneProblem ? optimizer.name : `${problem.name}-${optimizer.name}`;
    networks.push({ name: `${name}.safetensors`, bytes: outcome.network, run });
  }
  return networks;
}

/** The best completed run of each optimizer on each problem. */
function bestRuns(runs: readonly Run[]): Run[] {
  const groups = Map.groupBy(
    runs.filter(({ record: { status, phase } }) => status === "completed" && phase !== "rung"),
    ({ record }) => JSON.stringify([record.problem.name, record.optimizer.name]),
  );
  return [...groups.values()].flatMap((group) => {
    const judged = group.filter(({ record }) => record.phase === "final");
    return (judged.length > 0 ? judged : group).reduce<Run[]>(
      ([best], run) => best === undefined || isAhead(run, best) ? [run] : [best],
      [],
    );
  });
}

function isAhead(run: Run, other: Run): boolean {
  const { metrics, selection } = run.record.problem;
  const [value, theirs] = [run, other].map(({ record }) => record.results.final[selection] ?? NaN);
  return isBetter(metricOf(metrics, selection), value, theirs);
}

/**
 * The files of networks by name.
 *
 * @category Experiments
 * @param networks The networks.
 * @returns Their bytes.
 */
export function networkFiles(networks: readonly BestNetwork[]): Record<string, Uint8Array> {
  return Object.fromEntries(networks.map(({ name, bytes }) => [name, bytes]));
}

/**
 * The section of a report that leads to the networks.
 *
 * @category Experiments
 * @param networks The networks, at least one.
 * @returns A table of them.
 */
export function networksSection(networks: readonly BestNetwork[]): TableSection {
  const { metrics, selection } = networks[0].run.record.problem;
  return {
    kind: "table",
    title: "Trained networks",
    text:
      "Of each optimizer the network of the trial with the best last validation value, among those that judge its " +
      "setting: weights, layers, preprocessing and class names in one safetensors file. " +
      "`deno task predict --model <file> --input <data>` gives its answers for new data.",
    columns: [
      { title: "Optimizer" },
      { title: "Problem" },
      { title: "Learning rate", format: "number" },
      { title: "Seed" },
      { title: metricTitle(metrics, selection), format: metricOf(metrics, selection).format },
      { title: "File" },
    ],
    rows: networks.map(({ name, run: { record } }) => [
      record.optimizer.title,
      record.problem.title,
      record.setting.hyperparameters.learningRate,
      record.seed,
      record.results.final[record.problem.selection] ?? null,
      { value: name, href: name },
    ]),
  };
}
