import { dataDirectory as directoryOf } from "@descent/data";
import type {
  Budget,
  LoadContext,
  Option,
  OptionValues,
  ProblemData,
  ProblemPlugin,
} from "@descent/problems";
import { canonicalJson } from "../trials/canonical_json.ts";
import { runsElsewhere, withPlugin } from "./_ask_plugin.ts";
import { cleanTexts } from "./clean_text.ts";
import type { ForeignPlugin, ForeignSettings } from "./foreign_optimizer.ts";
import { takeSnapshot } from "./module_snapshot.ts";

/**
 * Options of {@linkcode foreignProblem}.
 *
 * @category Isolation
 */
export interface ForeignProblemOptions extends ForeignSettings, LoadContext {
  /** Problems whose names are taken; default none. */
  readonly taken?: readonly ProblemPlugin[];
  /** Values of options without which it cannot be loaded, such as a path; default none. */
  readonly texts?: (plugin: ProblemPlugin) => Readonly<Record<string, string>>;
  /** Values of all its options for which a budget will be asked; default none. */
  readonly choices?: (plugin: ProblemPlugin) => readonly OptionValues[];
}

/** A usual budget, and the learning rates that suit. */
interface Advice {
  readonly budget: Budget;
  readonly learningRates: Readonly<Record<string, number>>;
}

/** A problem without its functions. */
interface Table
  extends Omit<ProblemPlugin, "budget" | "learningRates" | "variant" | "load" | "create"> {
  /** Options of its variants, by seed; absent where there are none. */
  readonly variants?: readonly OptionValues[];
}

/**
 * Loads a problem of a third party and checks that it conforms, in a process of its own. That process and those that load
 * data may read the data folder and the files that options name; those that train may not.
 *
 * @category Isolation
 * @param address Path or URL of its module.
 * @param options Names that are taken, where data lie, and limits, see {@linkcode ForeignProblemOptions}.
 * @returns The problem as plain data, its texts cleaned. Its variants are those of seeds 0 to 127, which come again from there on.
 * @throws {TypeError} When the module cannot be loaded, does not fit the contract, fails a check, or does not end.
 * @throws {RangeError} When a value is outside its range.
 * @throws {SyntaxError} When it cannot be parsed.
 *
 * @example
 * ```ts ignore
 * import { foreignProblem } from "@descent/lab";
 *
 * const { plugin } = await foreignProblem("./rosenbrock.ts");
 * console.log(plugin.title);
 * ```
 */
export async function foreignProblem(
  address: string,
  { taken = [], dataDirectory, texts = () => ({}), choices = () => [], ...settings }:
    ForeignProblemOptions = {},
): Promise<ForeignPlugin<ProblemPlugin>> {
  const kind = "Problem";
  const { allowsImports = false } = settings;
  const snapshot = takeSnapshot(address, { kind, allowsImports });
  const problem = snapshot.entry;
  const names = taken.map(({ name, title }) => ({ name, title }));
  const { variants, ...table } = cleanTexts(
    await withPlugin(kind, snapshot, settings, (ask) => {
      return ask({ kind: "problem", problem, taken: names });
    }),
  ) as Table;

  const known = new Map<string, Advice>();
  const adviceFor = (options: OptionValues): Advice => {
    const advice = known.get(canonicalJson(options));
    if (advice !== undefined) return advice;
    throw new RangeError(
      `Problem '${table.name}': expected options that were among its choices, got others; a problem of a third party ` +
        "is asked for its budgets when it is loaded",
    );
  };
  const plugin: ProblemPlugin = {
    ...table,
    budget: (options) => adviceFor(options).budget,
    learningRates: (options) => adviceFor(options).learningRates,
    ...(variants !== undefined && { variant: (seed) => variants[seed % variants.length] }),
    load: async (options, { dataDirectory }) => {
      const readable = dataPaths(table, options, dataDirectory);
      return await withPlugin(kind, snapshot, { ...settings, readable }, (ask) => {
        return ask({ kind: "load", problem, options, dataDirectory });
      }) as ProblemData;
    },
    create: runsElsewhere,
  };

  const options = texts(plugin);
  const readable = dataPaths(table, options, dataDirectory);
  await withPlugin(kind, snapshot, { ...settings, readable }, async (ask) => {
    await ask({ kind: "conformance", problem, dataDirectory, options });
    for (const options of choices(plugin)) {
      const advice = cleanTexts(await ask({ kind: "budget", problem, options })) as Advice;
      known.set(canonicalJson(options), advice);
    }
  });
  return { plugin, snapshot };
}

/** The places that data are read from: their folder, and the paths that options hold. */
function dataPaths(
  { options: table }: Table,
  values: OptionValues,
  dataDirectory: string | undefined,
): string[] {
  const paths = Object.entries(table as Readonly<Record<string, Option>>).flatMap(
    ([name, { kind }]) => {
      const value = values[name];
      return kind === "text" && typeof value === "string" && value !== "" ? [value] : [];
    },
  );
  return [directoryOf(dataDirectory), ...paths];
}
