import { asUserError, closestWord, TaskError, typedName } from "@descent/cli";
import { datasetCatalogue } from "@descent/data";
import {
  checkOptions,
  loadShared,
  type ModuleSource,
  type Option,
  type OptionValue,
  type OptionValues,
  problemCatalogue,
  type ProblemPlugin,
  tableClassifier,
  tableRegressor,
} from "@descent/problems";
import { withFlags } from "./_with_flags.ts";
import { parseArgs } from "@std/cli/parse-args";
import { foreignProblem } from "../isolation/foreign_problem.ts";
import type { ModuleSnapshot } from "../isolation/module_snapshot.ts";
import { foreignSettings } from "./foreign_settings.ts";
import { optionFlag } from "./option_flag.ts";

/**
 * A problem that can be run, and where it comes from.
 *
 * @category Flags
 */
export interface KnownProblem {
  /** The problem. */
  readonly plugin: ProblemPlugin;
  /** Its module; `null` for those of the catalogue. */
  readonly source: ModuleSource | null;
  /** Its files, which its trials run; absent for those of the catalogue. */
  readonly snapshot?: ModuleSnapshot;
}

/**
 * The problems that the arguments name by `--problem` or `--problems`: names of the catalogue, or modules of a third
 * party, with commas between.
 *
 * Problems come first of all: their options are among the flags that a task takes. A third party's passes the
 * conformance suite before it is used, in a process of its own: here it is plain data.
 *
 * @category Flags
 * @param args The arguments of a task, of which those two flags count here.
 * @returns The problems in the order given. Where none is named, the first of the catalogue; for a table that
 * `--dataset` names, the one of its classes or values.
 * @throws {TaskError} When a name is unknown, or a module cannot be loaded or does not fit the contract.
 *
 * @example
 * ```ts
 * import { knownProblems } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const known = await knownProblems(["--problems=two-layer,conv-net", "--quick"]);
 * assertEquals(known.map(({ plugin }) => plugin.name), ["two-layer", "conv-net"]);
 * ```
 */
export async function knownProblems(args: readonly string[]): Promise<KnownProblem[]> {
  const words = ["problem", "problems"].flatMap((flag) =>
    textsOf(args, flag).flatMap((text) =>
      text.split(",").map((word) => ({ flag: `--${flag}`, word: word.trim() }))
    )
  );
  if (words.length === 0) return [{ plugin: await problemOfData(args), source: null }];
  const known = new Map<string, KnownProblem>();
  for (const { flag, word } of words) {
    if (known.has(word)) continue;
    const problem = isModule(word)
      ? await problemOfModule(word, [...known.values()], args)
      : { plugin: cataloguedProblem(flag, word), source: null };
    known.set(word, problem);
  }
  return [...known.values()];
}

/** The problem for the data that are named: a table tells by the column to predict which it is. */
async function problemOfData(args: readonly string[]): Promise<ProblemPlugin> {
  const [usual] = problemCatalogue;
  const last = (flag: string) => textsOf(args, flag).at(-1);
  const dataset = last("dataset");
  const named = datasetCatalogue.find(({ name }) => name === dataset);
  const isText = dataset === undefined ||
    optionFlag(usual.options.dataset).read([dataset]) === undefined;
  if (isText || named?.kind === "images") return usual;
  const number = (flag: string) => {
    const text = last(flag);
    return text !== undefined && Number.isFinite(Number(text)) ? Number(text) : null;
  };
  try {
    const { inputShape, classNames } = await asUserError(() =>
      loadShared({
        dataset,
        target: last("target") ?? null,
        validationFraction: number("validation-fraction"),
        testFraction: number("test-fraction"),
        splitSeed: number("split-seed") ?? 0,
      }, { dataDirectory: last("data-dir") })
    );
    if (inputShape.length > 1) return usual;
    return classNames === null ? tableRegressor : tableClassifier;
  } catch (error) {
    throw error instanceof TaskError ? withFlags(error) : error;
  }
}

/** All that was given for a flag; the flags of the problems themselves are not known yet. */
function textsOf(args: readonly string[], flag: string): readonly string[] {
  return parseArgs([...args], { string: [flag], collect: [flag] })[flag] as readonly string[];
}

function isModule(word: string): boolean {
  return /[/\\:]|\.[cm]?[jt]sx?$/.test(word);
}

function cataloguedProblem(flag: string, word: string): ProblemPlugin {
  const found = problemCatalogue.find(({ name }) => name === word);
  if (found !== undefined) return found;
  const names = problemCatalogue.map(({ name }) => name);
  const meant = closestWord(word, names);
  const guess = meant === undefined ? "" : ` (did you mean ${meant}?)`;
  const came = word === "" ? "nothing" : `'${word}'`;
  throw new TaskError(
    `${flag}: expected one of ${
      names.join(", ")
    }, or a module such as ./mine.ts, got ${came}${guess}`,
  );
}

async function problemOfModule(
  address: string,
  known: readonly KnownProblem[],
  args: readonly string[],
): Promise<KnownProblem> {
  const taken = [...problemCatalogue, ...known.map(({ plugin }) => plugin)];
  const { plugin, snapshot } = await asUserError(() =>
    foreignProblem(address, {
      taken,
      dataDirectory: textsOf(args, "data-dir").at(-1),
      texts: (plugin) => givenTexts(plugin, args),
      choices: (plugin) => [false, true].flatMap((quick) => optionsGiven(plugin, args, quick)),
      ...foreignSettings(args),
    })
  );
  return { plugin, source: snapshot.source, snapshot };
}

/** The options that the flags will give; none where one of them will be refused. */
function optionsGiven(
  { name, options: table }: ProblemPlugin,
  args: readonly string[],
  quick: boolean,
): OptionValues[] {
  const given: Record<string, OptionValue | undefined> = {};
  for (const [key, option] of Object.entries<Option>(table)) {
    const typed = typedName(key);
    const text = option.kind === "switch"
      ? parseArgs([...args], { boolean: [typed] })[typed] ? "" : undefined
      : textsOf(args, typed).at(-1);
    const value = text === undefined ? undefined : optionFlag(option).read([text]);
    given[key] = value ?? (quick ? option.quick : undefined);
  }
  try {
    return [checkOptions<OptionValues>(name, table, given)];
  } catch {
    return [];
  }
}

/** The problem's options that are texts, as they were given: without a path its data cannot be loaded. */
function givenTexts({ options }: ProblemPlugin, args: readonly string[]): Record<string, string> {
  const texts = Object.entries<Option>(options).flatMap(([name, { kind }]) => {
    const text = kind === "text" ? textsOf(args, typedName(name)).at(-1) : undefined;
    return text === undefined || text === "" ? [] : [[name, text]];
  });
  return Object.fromEntries(texts);
}
