import { typedName } from "./flag.ts";

/** Names that other programs have for flags, by the names in code that these have here. */
const USUAL_NAMES: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  learningRate: ["lr", "rate"],
  optimizers: ["optimizer", "optim", "opt"],
  batchSize: ["batch", "bs", "minibatch"],
  epochs: ["epoch", "num-epochs"],
  dataset: ["data"],
  problems: ["tasks"],
  problem: ["task"],
  seeds: ["num-seeds", "repeats"],
  settings: ["num-settings", "num-trials", "n-trials"],
  seed: ["random-seed", "random-state"],
  jobs: ["workers", "num-workers", "n-jobs", "parallel"],
  threads: ["num-threads", "n-threads"],
  schedule: ["scheduler", "lr-schedule", "lr-scheduler"],
  dtype: ["precision"],
  plugin: ["plugins"],
  out: ["output", "output-dir"],
  dataDir: ["data-root", "data-folder"],
  hidden: ["hidden-size", "hidden-units"],
  native: ["matmul"],
  nativeLibrary: ["blas-library"],
}));

/**
 * Other usual names of a flag, as they are typed.
 *
 * @category Flags
 * @param name The flag's name in code.
 * @returns The names; none where it has no other.
 *
 * @example
 * ```ts
 * import { usualNames } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(usualNames("learningRate"), ["lr", "rate"]);
 * ```
 */
export function usualNames(name: string): readonly string[] {
  return USUAL_NAMES.get(name) ?? [];
}

/**
 * Arguments in which a flag that a table does not have, but by another usual name, has the table's: `--lr`, `--batch_size`,
 * `--learningRate`.
 *
 * @category Flags
 * @param args The arguments.
 * @param names The flags of the table, by their names in code.
 * @returns The arguments; what is no usual name stays as it is.
 *
 * @example
 * ```ts
 * import { withUsualNames } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * const args = withUsualNames(["--lr=0.1", "--batch_size", "32"], ["learningRate", "batchSize"]);
 * assertEquals(args, ["--learning-rate=0.1", "--batch-size", "32"]);
 * ```
 */
export function withUsualNames(args: readonly string[], names: readonly string[]): string[] {
  const known = new Set(names.map(typedName));
  const meant = new Map(
    names.flatMap((name) => usualNames(name).map((usual) => [usual, typedName(name)])),
  );
  return args.map((argument) => {
    const [, typed, value = ""] = /^--([^=]+)(=.*)?$/s.exec(argument) ?? [];
    if (typed === undefined || known.has(typed)) return argument;
    const plain = typedName(typed).replaceAll("_", "-");
    const name = known.has(plain) ? plain : meant.get(plain);
    return name === undefined ? argument : `--${name}${value}`;
  });
}
