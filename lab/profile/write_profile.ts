import { print } from "@descent/cli";
import { writePage } from "@descent/reports";
import { stringify } from "@std/csv/stringify";
import type { ProblemChoice, ProblemData } from "@descent/problems";
import type { Trial } from "../trials/trial.ts";
import type { TrialEngineOptions } from "../trials/trial_request.ts";
import { profilePage } from "./profile_page.ts";
import { type ProfileRow, profileRows } from "./profile_rows.ts";
import { profileTrial } from "./profile_trial.ts";
import { traceJson } from "./trace_json.ts";

/**
 * Options of {@linkcode writeProfile}.
 *
 * @category Profiles
 */
export interface WriteProfileOptions {
  /** The experiment's name. */
  readonly experiment: string;
  /** Its trials, at least one. */
  readonly trials: readonly Trial[];
  /** Gives the data of a trial's problem. */
  readonly data: (problem: ProblemChoice) => Promise<ProblemData>;
  /** Threads and matrix product of the trials; default one thread and wasm. */
  readonly engine?: TrialEngineOptions;
  /** The experiment's report folder; the profile goes into its subfolder `profile`. */
  readonly out: string;
  /** Least seconds for each profile; default 0.5. */
  readonly seconds?: number;
}

/** More would make the page long and say little that is new. */
const MOST_PROFILES = 8;

/**
 * Profiles an experiment's trials, one for each network and optimizer, prints where their time goes, and writes
 * `profile/index.html`, `profile.csv` and `trace.json`.
 *
 * @category Profiles
 * @param options The trials, their data and the folder, see {@linkcode WriteProfileOptions}.
 * @returns The page's path.
 * @throws {Error} When a trial cannot be built or a file cannot be written.
 *
 * @example
 * ```ts
 * import { writeProfile } from "@descent/lab";
 * import { sampleData, sampleTrial } from "@descent/lab/testing";
 * import { assert } from "@std/assert";
 *
 * const out = await Deno.makeTempDir();
 * const trials = [sampleTrial()];
 * const path = await writeProfile({ experiment: "compare", trials, data: sampleData, out, seconds: 0.01 });
 * assert(path.startsWith(`${out}/profile/`));
 * await Deno.remove(out, { recursive: true });
 * ```
 */
export async function writeProfile(
  { experiment, trials, data, engine = {}, out, seconds = 0.5 }: WriteProfileOptions,
): Promise<string> {
  const kinds = [...Map.groupBy(trials, kindOf).values()].map(([first]) => first);
  const profiles = [];
  for (const trial of kinds.slice(0, MOST_PROFILES)) {
    const profile = await profileTrial({
      trial,
      data: await data(trial.problem),
      engine,
      seconds,
    });
    profiles.push(profile);
    print(`\n${profile.title}\n${table(profileRows(profile))}`);
  }
  if (kinds.length > MOST_PROFILES) {
    print(`\nProfiled ${MOST_PROFILES} of ${kinds.length} kinds of trials.`);
  }
  const lines = profiles.flatMap((profile) =>
    profileRows(profile).map((row) => ({ profile: profile.title, ...row }))
  );
  return await writePage(`${out}/profile`, profilePage(experiment, profiles), {
    "profile.csv": stringify(lines, {
      columns: ["profile", "part", "microseconds", "share", "gigaflops", "shareOfPeak"],
    }),
    "trace.json": traceJson(profiles),
  });
}

/** Trials whose steps do the same work: settings and seeds change none of it. */
function kindOf({ problem, optimizer }: Trial): string {
  const { name, options, budget: { batchSize }, dtype } = problem;
  return JSON.stringify([optimizer.name, name, options, batchSize, dtype]);
}

function table(rows: readonly ProfileRow[]): string {
  const cells = rows.map(({ part, microseconds, share, gigaflops, shareOfPeak }) => [
    part,
    `${microseconds.toFixed(1)} us`,
    `${(100 * share).toFixed(1)} %`,
    gigaflops === null ? "" : `${gigaflops.toFixed(1)} GFLOP/s`,
    shareOfPeak === null ? "" : `${(100 * shareOfPeak).toFixed(0)} % of the peak`,
  ]);
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  return cells
    .map(([part, ...numbers]) =>
      [
        part.padEnd(widths[0]),
        ...numbers.map((text, column) => text.padStart(widths[column + 1])),
      ].join("  ").trimEnd()
    )
    .join("\n");
}
