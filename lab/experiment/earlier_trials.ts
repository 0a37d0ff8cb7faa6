import { type EnvironmentRecord, runFolder, type RunRecord } from "@descent/reports";
import { canonicalJson } from "../trials/canonical_json.ts";
import type { Trial } from "../trials/trial.ts";
import type { NamedTrial } from "../trials/trial_keys.ts";

/**
 * A trial of which no record was found, with its names.
 *
 * @category Experiments
 */
export interface EarlierTrial {
  /** The trial. */
  readonly trial: Trial;
  /** Its names. */
  readonly keys: NamedTrial;
}

/** A setting's id: its label, then a digest, which is another one where the code is. */
const SETTING = /^(.*)-[0-9a-f]{10}$/;

/**
 * How many trials have a record of an earlier version: one that differs from them in nothing but the code that ran, in a third party's module,
 * or in whether products fuse.
 *
 * @category Experiments
 * @param root The runs folder.
 * @param trials The trials, of which no record was found.
 * @param environment The code and the machine that are to run them.
 * @returns The number of those with such a record.
 * @throws {Error} From the file system.
 *
 * @example
 * ```ts
 * import { currentEnvironment, earlierTrials } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await earlierTrials("no-such-folder", [], currentEnvironment()), 0);
 * ```
 */
export async function earlierTrials(
  root: string,
  trials: readonly EarlierTrial[],
  environment: Pick<EnvironmentRecord, "code" | "fusedMultiplyAdd">,
): Promise<number> {
  const settings = new Map<string, Promise<Map<string | undefined, string[]>>>();
  const found = await Promise.all(trials.map(async ({ trial, keys }) => {
    const label = keys.setting.id.match(SETTING)?.[1];
    const [seed, setting, ...parents] = `${root}/${runFolder(keys)}`.split("/").reverse();
    const folder = parents.reverse().join("/");
    let named = settings.get(folder);
    if (named === undefined) settings.set(folder, named = settingsIn(folder));
    for (const name of (await named).get(label) ?? []) {
      if (name === setting) continue;
      const record = await recordAt(`${folder}/${name}/${seed}/record.json`);
      if (record !== undefined && isEarlier(record, trial, environment)) return true;
    }
    return false;
  }));
  return found.filter(Boolean).length;
}

function isEarlier(
  record: Partial<RunRecord>,
  { hyperparameters, plugin, problem }: Trial,
  { code, fusedMultiplyAdd }: Pick<EnvironmentRecord, "code" | "fusedMultiplyAdd">,
): boolean {
  const { budget, setting, specification, environment } = record;
  const came = [
    record.problem?.options,
    setting?.hyperparameters,
    budget?.epochs,
    budget?.batchSize,
    environment?.dtype,
  ];
  const { options, budget: { epochs, batchSize }, dtype } = problem;
  const wanted = [options, hyperparameters, epochs, batchSize, dtype];
  if (canonicalJson(came) !== canonicalJson(wanted)) return false;
  // Where all of it ran alike, the record is of this version and of another trial, as one that measures more.
  const ran = [
    specification?.optimizer?.digest,
    specification?.problem?.digest,
    digestOf(specification?.schedule),
    environment?.code,
    environment?.fusedMultiplyAdd,
  ];
  const runs = [
    plugin?.digest,
    problem.source?.digest,
    digestOf(problem.budget.schedule),
    code,
    fusedMultiplyAdd,
  ];
  return ran.some((of, index) => of !== runs[index]);
}

/** The digest of a schedule's module, where it is one. */
function digestOf(schedule: unknown): string | undefined {
  return (schedule as { readonly digest?: string } | undefined)?.digest;
}

/** The settings in an optimizer's folder by their labels: a store may have ten thousand. */
async function settingsIn(folder: string): Promise<Map<string | undefined, string[]>> {
  try {
    const entries = await Array.fromAsync(Deno.readDir(folder));
    return Map.groupBy(entries.map(({ name }) => name), (name) => name.match(SETTING)?.[1]);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return new Map();
    throw error;
  }
}

/** Of an earlier version fields may be missing; a damaged one is none. */
async function recordAt(path: string): Promise<Partial<RunRecord> | undefined> {
  try {
    const value: unknown = JSON.parse(await Deno.readTextFile(path));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
