import {
  type Column,
  compareMeans,
  comparePairs,
  formatDifference,
  formatSummary,
  type MetricKey,
  metricOf,
  type Run,
  scoreTitle,
  summarize,
  type Summary,
  type TerminalTable,
} from "@descent/reports";
import { runDifferences } from "../reproduction/run_differences.ts";
import { recordedCommand } from "./recorded_command.ts";

/**
 * Something that is not the same in two stores.
 *
 * @category Stores and checkpoints
 */
export interface StoreDifference {
  /** Its name in words: `"epochs"`. */
  readonly what: string;
  /** Its values in each of the two, in order. */
  readonly values: readonly [first: readonly string[], second: readonly string[]];
}

/**
 * A score of the final trials of one optimizer on one problem.
 *
 * @category Stores and checkpoints
 */
export interface ResultDifference {
  /** Name of the experiment. */
  readonly experiment: string;
  /** Title of the problem. */
  readonly problem: string;
  /** Title of the optimizer. */
  readonly optimizer: string;
  /** The score. */
  readonly metric: MetricKey;
  /** Its values in each of the two. */
  readonly summaries: readonly [Summary, Summary];
  /** Second mean less first. */
  readonly difference: number;
  /** Half the width of its 95 % interval; `null` where too few seeds ran to tell, or none differs. */
  readonly confidence: number | null;
  /** Whether it is of pairs with the same seed. */
  readonly paired: boolean;
  /** The same as texts: optimizer, score, first, second, difference. */
  readonly texts: readonly string[];
}

/**
 * The changes between two stores.
 *
 * @category Stores and checkpoints
 */
export interface StoreComparison {
  /** Differences of what was run. */
  readonly settings: readonly StoreDifference[];
  /** Differences of what it ran on: versions. */
  readonly software: readonly StoreDifference[];
  /** Differences of the machines, and how they were used. */
  readonly hardware: readonly StoreDifference[];
  /** How many trials both have, by their identity, and how many of these are equal bit for bit. */
  readonly trials: { readonly both: number; readonly equal: number };
  /** Scores of what both ran. */
  readonly results: readonly ResultDifference[];
}

type Facts = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Compares the trials of two stores: what was run, on which software and hardware, and what came of it. Final scores are
 * compared by seeds where both ran the same ones, else by the means; diverged trials count as their untrained model.
 *
 * @category Stores and checkpoints
 * @param first The trials of one.
 * @param second Those of the other.
 * @returns All that differs, and the results of what both ran.
 *
 * @example
 * ```ts
 * import { compareStores } from "@descent/lab";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { record, metrics } = sampleRun();
 * const environment = { ...record.environment, deno: "3.0.0" };
 * const { settings, software } = compareStores([{ record, metrics }], [{ record: { ...record, environment }, metrics }]);
 * assertEquals(settings, []);
 * assertEquals(software, [{ what: "Deno", values: [[record.environment.deno], ["3.0.0"]] }]);
 * ```
 */
export function compareStores(first: readonly Run[], second: readonly Run[]): StoreComparison {
  const between = (facts: (run: Run) => Facts) => differences(first.map(facts), second.map(facts));
  const others = new Map(second.map((run) => [run.record.trialId, run]));
  const both = first.flatMap((run) => {
    const other = others.get(run.record.trialId);
    return other === undefined ? [] : [runDifferences(run, other).length === 0];
  });
  return {
    settings: between(settingFacts),
    software: between(softwareFacts),
    hardware: between(hardwareFacts),
    trials: { both: both.length, equal: both.filter((isEqual) => isEqual).length },
    results: resultDifferences(first, second),
  };
}

const RESULT_COLUMNS: readonly Column[] = ["optimizer", "score", "first", "second", "change"]
  .map((title) => ({ title }));

/**
 * The comparison as tables for a terminal.
 *
 * @category Stores and checkpoints
 * @param comparison The comparison.
 * @param names The names of the two stores.
 * @returns A table of differences, unless there are none, and one of results for each problem that both ran.
 *
 * @example
 * ```ts
 * import { compareStores, comparisonTables } from "@descent/lab";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const runs = [sampleRun({ phase: "final" })];
 * const [table] = comparisonTables(compareStores(runs, runs), ["runs-a", "runs-b"]);
 * assertEquals(table.columns.map(({ title }) => title), ["optimizer", "score", "runs-a", "runs-b", "change"]);
 * ```
 */
export function comparisonTables(
  { settings, software, hardware, results }: StoreComparison,
  names: readonly [string, string],
): TerminalTable[] {
  const named = (columns: readonly Column[]) =>
    columns.map(({ title }) => ({
      title: title === "first" ? names[0] : title === "second" ? names[1] : title,
    }));
  const rows = Object.entries({ settings, software, hardware }).flatMap(([kind, list]) =>
    list.map(({ what, values }) => [kind, what, ...values.map(listed)].map((value) => ({ value })))
  );
  const changed = {
    title: "What changed",
    columns: named(["", "what", "first", "second"].map((title) => ({ title }))),
    rows,
  };
  const groups = Map.groupBy(
    results,
    ({ experiment, problem }) => `Results of ${experiment}, ${problem}`,
  );
  return [
    ...(rows.length > 0 ? [changed] : []),
    ...[...groups].map(([title, own]) => ({
      title,
      columns: named(RESULT_COLUMNS),
      rows: own.map(({ texts }) => texts.map((value) => ({ value }))),
    })),
  ];
}

/** Values of a difference that are named. */
const MOST_VALUES = 4;

function listed(values: readonly string[]): string {
  if (values.length === 0) return "none";
  const more = values.length - MOST_VALUES;
  return values.slice(0, MOST_VALUES).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function settingFacts({ record }: Run): Facts {
  const { experiment, problem, optimizer, budget, setting, dataset, phase, seed } = record;
  const isFinal = phase === "final";
  const own = `${problem.name}, ${optimizer.name}`;
  const options = Object.entries(problem.options).map(([name, value]) =>
    [`${problem.name}, ${name}`, JSON.stringify(value)] as const
  );
  const chosen = isFinal
    ? Object.entries(setting.hyperparameters).map(([name, value]) =>
      [`${own}, ${name}`, value] as const
    )
    : [];
  return {
    command: ["deno task", ...recordedCommand(record.command)].join(" "),
    experiment,
    problem: problem.name,
    optimizer: optimizer.name,
    ...Object.fromEntries(options),
    [`${problem.name}, SHA-256 of the data`]: dataset?.digest?.slice(0, 12) ?? null,
    [`${problem.name}, network`]: record.network,
    [`${problem.name}, epochs`]: budget.epochs,
    [`${problem.name}, batch size`]: budget.batchSize,
    [`${problem.name}, schedule`]: budget.schedule,
    ...Object.fromEntries(chosen),
    ...(isFinal && { "seeds that judge": seed }),
  };
}

function softwareFacts({ record: { environment } }: Run): Facts {
  const { descent, code, deno, v8, matmul, multiplyAdd, convolution = "direct", dtype } =
    environment;
  return {
    Descent: descent,
    "code, SHA-256": code.slice(0, 12),
    Deno: deno,
    V8: v8,
    "matrix products": `${matmul.backend} ${matmul.version}`,
    "multiply-add": multiplyAdd,
    convolution,
    type: dtype,
  };
}

function hardwareFacts({ record: { environment } }: Run): Facts {
  const { os, arch, cpu, cpuCount, fusedMultiplyAdd, threads, jobs } = environment;
  return {
    system: `${os} ${arch}`,
    processor: cpu,
    "logical processors": cpuCount,
    "fused multiply-add": fusedMultiplyAdd,
    "threads of a trial": threads,
    "trials side by side": jobs,
  };
}

function differences(first: readonly Facts[], second: readonly Facts[]): StoreDifference[] {
  const [a, b] = [first, second].map(collected);
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((what) => {
    const [mine, theirs] = [a, b].map((facts) => facts.get(what) ?? new Set<string>());
    const isSame = mine.size === theirs.size && [...mine].every((value) => theirs.has(value));
    const values = [[...mine].sort(), [...theirs].sort()] as const;
    return isSame ? [] : [{ what, values }];
  });
}

function collected(facts: readonly Facts[]): Map<string, Set<string>> {
  const sets = new Map<string, Set<string>>();
  for (const own of facts) {
    for (const [what, value] of Object.entries(own)) {
      if (value === null) continue;
      const set = sets.get(what) ?? new Set();
      sets.set(what, set.add(String(value)));
    }
  }
  return sets;
}

function resultDifferences(first: readonly Run[], second: readonly Run[]): ResultDifference[] {
  const [groups, others] = [first, second].map((runs) =>
    Map.groupBy(
      runs.filter(({ record: { phase } }) => phase === "final"),
      ({ record: { experiment, problem, optimizer } }) =>
        JSON.stringify([experiment, problem.name, optimizer.name]),
    )
  );
  return [...groups].flatMap(([key, own]) => {
    const { problem } = own[0].record;
    const measured = ["validation/loss", problem.selection, `test/loss`] as const;
    return [...new Set<MetricKey>(measured)].flatMap((metric) =>
      resultDifference(metric, own, others.get(key) ?? [])
    );
  });
}

function resultDifference(
  metric: MetricKey,
  first: readonly Run[],
  second: readonly Run[],
): ResultDifference[] {
  const [a, b] = [first, second].map((runs) =>
    new Map(runs.flatMap(({ record: { seed, status, results } }) => {
      const score = (status === "diverged" ? results.initial : results.final)[metric];
      return score == null ? [] : [[seed, score] as const];
    }))
  );
  const [mine, theirs] = [a, b].map((scores) => summarize([...scores.values()]));
  if (mine === null || theirs === null) return [];
  const paired = a.size === b.size && [...a.keys()].every((seed) => b.has(seed));
  const test = paired
    ? comparePairs([...a].map(([seed, score]) => b.get(seed)! - score))
    : compareMeans(theirs, mine);
  const { record: { experiment, problem, optimizer } } = first[0];
  const { format } = metricOf(problem.metrics, metric);
  const difference = theirs.mean - mine.mean;
  const confidence = test?.confidence ?? null;
  return [{
    experiment,
    problem: problem.title,
    optimizer: optimizer.title,
    metric,
    summaries: [mine, theirs],
    difference,
    confidence,
    paired,
    texts: [
      optimizer.title,
      scoreTitle(first[0].record, metric),
      formatSummary(mine, format),
      formatSummary(theirs, format),
      difference === 0 ? "none" : formatDifference(difference, confidence, format),
    ],
  }];
}
