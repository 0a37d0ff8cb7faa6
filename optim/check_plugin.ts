import { formatRange, isInRange } from "./_range.ts";
import type { Hyperparameter, OptimizerPlugin } from "./optimizer_plugin.ts";
import { parseSchedule } from "./schedules/parse_schedule.ts";

/**
 * Options of {@linkcode checkPlugin}.
 *
 * @category Catalogue and choice
 */
export interface CheckPluginOptions {
  /** The file or module that the candidate comes from, for messages. */
  readonly source: string;
  /** Optimizers whose names are taken; default none. */
  readonly taken?: readonly OptimizerPlugin[];
}

/**
 * Checks that a value, such as a module's default export, fits the optimizer contract.
 *
 * It looks at the fields and the hyperparameter table and runs nothing; whether the optimizer behaves is what
 * {@linkcode checkConformance} finds out.
 *
 * @category Catalogue and choice
 * @param candidate Any value.
 * @param options Where it comes from and which names are taken, see {@linkcode CheckPluginOptions}.
 * @returns The candidate.
 * @throws {TypeError} When a field is missing or of the wrong type, or the name is taken.
 * @throws {RangeError} When a default is outside its range, or a range is empty.
 *
 * @example A plugin without a title
 * ```ts
 * import { adam, checkPlugin } from "@descent/optim";
 * import { assertStrictEquals, assertThrows } from "@std/assert";
 *
 * assertStrictEquals(checkPlugin(adam, { source: "adam.ts" }), adam);
 * assertThrows(
 *   () => checkPlugin({ ...adam, title: undefined }, { source: "mine.ts" }),
 *   TypeError,
 *   "Plugin 'mine.ts': expected title to be a text, got nothing",
 * );
 * ```
 */
export function checkPlugin(
  candidate: unknown,
  { source, taken = [] }: CheckPluginOptions,
): OptimizerPlugin {
  const refuse: Refuse = (wanted, came, mend, Type = TypeError) => {
    throw new Type(`Plugin '${source}': expected ${wanted}, got ${came}; ${mend}`);
  };
  if (!isRecord(candidate)) {
    return refuse(
      "an object with the fields of OptimizerPlugin as default export",
      show(candidate),
      "write `export default ruleOptimizer({ … })`",
    );
  }
  const { name, title, reference, bibtex, hyperparameters, evaluationsPerStep = 1, create } =
    candidate;
  const { schedules } = candidate;
  if (typeof name !== "string" || !/^[a-z][a-z0-9-]{0,119}$/.test(name)) {
    refuse(
      "name to be lower-case letters, digits and hyphens, at most 120",
      show(name),
      "name it like 'adam'",
    );
  }
  for (const [field, text] of Object.entries({ title, reference })) {
    if (typeof text !== "string" || text.trim() === "") {
      refuse(`${field} to be a text`, show(text), "reports print it");
    }
  }
  if (bibtex !== undefined && typeof bibtex !== "string") {
    refuse("bibtex to be a text", show(bibtex), "leave it out where there is none");
  }
  if (typeof create !== "function") {
    refuse("create to be a function", show(create), "it makes the optimizer");
  }
  if (schedules !== undefined) checkSchedules(schedules, refuse);
  if (!(Number.isSafeInteger(evaluationsPerStep) && Number(evaluationsPerStep) >= 1)) {
    const wanted = "evaluationsPerStep to be a whole number of at least 1";
    refuse(wanted, show(evaluationsPerStep), "leave it out where a step calls no evaluate");
  }
  if (!isRecord(hyperparameters) || !isRecord(hyperparameters.learningRate)) {
    const came = isRecord(hyperparameters)
      ? `only ${Object.keys(hyperparameters).join(", ") || "an empty one"}`
      : show(hyperparameters);
    return refuse("hyperparameters to be a table with learningRate", came, "add its row");
  }
  for (const [key, row] of Object.entries(hyperparameters)) checkRow(key, row, refuse);
  const words = {
    needs: ["totalSteps", "random"],
    schedulable: Object.keys(hyperparameters).filter((key) => key !== "learningRate"),
  };
  for (const [field, known] of Object.entries(words)) {
    const list = candidate[field];
    if (list === undefined || (Array.isArray(list) && list.every((each) => known.includes(each)))) {
      continue;
    }
    const came = Array.isArray(list) ? `[${list.map(show).join(", ")}]` : show(list);
    refuse(`${field} to be a list of words among ${known.join(", ")}`, came, "leave out others");
  }
  const clash = taken.find((plugin) => plugin.name === name);
  if (clash !== undefined) {
    refuse(`a name of its own`, `'${name}', the name of ${clash.title}`, "rename the plugin");
  }
  return candidate as unknown as OptimizerPlugin;
}

/** Throws the sentence of a plugin that does not fit. */
type Refuse = (
  wanted: string,
  came: string,
  mend: string,
  Type?: TypeErrorConstructor | RangeErrorConstructor,
) => never;

/** More courses than these are a search of their own. */
const MOST_SCHEDULES = 8;

function checkSchedules(schedules: unknown, refuse: Refuse): void {
  if (!Array.isArray(schedules) || schedules.length < 1 || schedules.length > MOST_SCHEDULES) {
    return refuse(
      `schedules to be a list of 1 to ${MOST_SCHEDULES} texts`,
      show(schedules),
      "leave it out where any schedule will do",
    );
  }
  for (const text of schedules) {
    try {
      parseSchedule(text);
    } catch (error) {
      refuse("schedules that can be read", (error as Error).message, "write them like 'cosine'");
    }
  }
}

function checkRow(key: string, row: unknown, refuse: Refuse): void {
  if (!/^[a-z][A-Za-z0-9]*$/.test(key)) {
    refuse("hyperparameters named in camelCase", `'${key}'`, "name it like 'learningRate'");
  }
  const path = `hyperparameters.${key}`;
  if (!isRecord(row)) {
    return refuse(`${path} to be a row`, show(row), "give default, range, scale and doc");
  }
  const { default: standard, range, scale, search, doc } = row;
  if (typeof standard !== "number" || !Number.isFinite(standard)) {
    return refuse(`${path}.default to be a finite number`, show(standard), "give a number");
  }
  if (!Array.isArray(range) || range.length !== 2 || !range.every(Number.isFinite)) {
    const came = Array.isArray(range) ? `[${range.map(show).join(", ")}]` : show(range);
    return refuse(`${path}.range to be two finite numbers`, came, "give [minimum, maximum]");
  }
  const bounds = range as unknown as Hyperparameter["range"];
  if (!isInRange(bounds, standard)) {
    const wanted = `${path}.default within its range from ${formatRange(bounds)}`;
    refuse(wanted, show(standard), "change one of them", RangeError);
  }
  if (scale !== "log" && scale !== "linear") {
    refuse(`${path}.scale to be 'log' or 'linear'`, show(scale), "choose one");
  }
  if (standard <= 0 && (scale === "log" || key === "learningRate")) {
    const mend = "a search spaces values around it by ratios";
    refuse(`${path}.default above 0`, show(standard), mend, RangeError);
  }
  if (search !== undefined) {
    if (key === "learningRate") {
      const mend = "its rates are searched alike for every optimizer";
      refuse(`${path} without search`, show(search), mend);
    }
    checkSearch(`${path}.search`, search, bounds, refuse);
  }
  if (row.whole !== undefined && typeof row.whole !== "boolean") {
    refuse(`${path}.whole to be true or false`, show(row.whole), "leave it out");
  }
  const { choices } = row;
  const isList = Array.isArray(choices) && choices.every((each) => typeof each === "string");
  if (choices !== undefined && !(isList && bounds[0] === 0 && bounds[1] === choices.length - 1)) {
    const wanted = `${path}.choices to be words for the whole numbers of its range from 0`;
    refuse(wanted, show(choices), "give a word for each");
  }
  if (typeof doc !== "string" || doc.trim() === "") {
    refuse(`${path}.doc to be a sentence`, show(doc), "help text prints it");
  }
}

const DISTRIBUTIONS = ["uniform", "logUniform", "oneMinusLogUniform", "choice"];

function checkSearch(
  path: string,
  search: unknown,
  range: Hyperparameter["range"],
  refuse: Refuse,
): void {
  const kinds = isRecord(search) ? DISTRIBUTIONS.filter((kind) => kind in search) : [];
  if (!isRecord(search) || kinds.length !== 1) {
    const came = isRecord(search) ? Object.keys(search).join(" and ") || "none" : show(search);
    return refuse(`${path} to have one of ${DISTRIBUTIONS.join(", ")}`, came, "choose one");
  }
  const [kind] = kinds;
  const values = search[kind];
  const isList = Array.isArray(values) && values.length > 0 && values.every(Number.isFinite);
  const isChoice = kind === "choice";
  if (!isList || (!isChoice && !(values.length === 2 && values[0] < values[1]))) {
    const wanted = `${path}.${kind} to be ${
      isChoice ? "a list of finite numbers" : "two finite numbers, the lower one first"
    }`;
    const came = Array.isArray(values) ? `[${values.map(show).join(", ")}]` : show(values);
    return refuse(wanted, came, isChoice ? "give [value, …]" : "give [lowest, highest]");
  }
  if (/log/i.test(kind) && values[0] <= 0) {
    refuse(`${path}.${kind} above 0`, show(values[0]), "ratios have no 0", RangeError);
  }
  const drawn: number[] = kind === "oneMinusLogUniform"
    ? values.map((distance) => 1 - distance)
    : [...values];
  const { zero } = search;
  if (zero !== undefined) {
    if (kind !== "logUniform" || typeof zero !== "number" || !(zero >= 0 && zero < 1)) {
      const mend = "it is the chance of 0 beside logUniform";
      refuse(`${path}.zero from 0 to below 1`, show(zero), mend, RangeError);
    }
    if (zero !== 0) drawn.push(0);
  }
  const outside = drawn.find((value) => !isInRange(range, value));
  if (outside !== undefined) {
    const wanted = `${path} within the range from ${formatRange(range)}`;
    refuse(wanted, show(outside), "change one of them", RangeError);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return `'${value}'`;
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return "a list";
  return isRecord(value) ? "an object" : String(value);
}
