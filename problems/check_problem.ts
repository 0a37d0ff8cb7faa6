import type { ProblemPlugin } from "./contract/problem_plugin.ts";

/**
 * Options of {@linkcode checkProblem}.
 *
 * @category Writing a problem
 */
export interface CheckProblemOptions {
  /** The file or module that the candidate comes from, for messages. */
  readonly source: string;
  /** Problems whose names are taken; default none. */
  readonly taken?: readonly ProblemPlugin[];
}

const KINDS = ["number", "integer", "integers", "choice", "text", "switch"];
const FORMATS = ["percent", "count", "seconds", "number"];

/**
 * Checks that a value, such as a module's default export, fits the problem contract.
 *
 * It looks at the fields, the tables and the selection metric and runs nothing; whether the problem behaves is what
 * {@linkcode checkProblemConformance} finds out.
 *
 * @category Writing a problem
 * @param candidate Any value.
 * @param options Where it comes from and which names are taken, see {@linkcode CheckProblemOptions}.
 * @returns The candidate.
 * @throws {TypeError} When a field is missing or of the wrong type, or the name is taken.
 *
 * @example A problem without metrics
 * ```ts
 * import { checkProblem, twoLayer } from "@descent/problems";
 * import { assertStrictEquals, assertThrows } from "@std/assert";
 *
 * assertStrictEquals(checkProblem(twoLayer, { source: "two_layer.ts" }), twoLayer);
 * assertThrows(
 *   () => checkProblem({ ...twoLayer, metrics: {} }, { source: "mine.ts" }),
 *   TypeError,
 *   "Problem 'mine.ts': expected metrics to be a table with loss",
 * );
 * ```
 */
export function checkProblem(
  candidate: unknown,
  { source, taken = [] }: CheckProblemOptions,
): ProblemPlugin {
  const refuse: Refuse = (wanted, came, mend) => {
    throw new TypeError(`Problem '${source}': expected ${wanted}, got ${came}; ${mend}`);
  };
  if (!isRecord(candidate)) {
    return refuse(
      "an object with the fields of ProblemPlugin as default export",
      show(candidate),
      "write `export default defineProblem({ … })`",
    );
  }
  const { name, title, reference, options, metrics, selection } = candidate;
  if (typeof name !== "string" || !/^[a-z][a-z0-9-]{0,119}$/.test(name)) {
    refuse(
      "name to be lower-case letters, digits and hyphens, at most 120",
      show(name),
      "name it like 'two-layer'",
    );
  }
  for (const [field, text] of Object.entries({ title, reference })) {
    if (typeof text !== "string" || text.trim() === "") {
      refuse(`${field} to be a text`, show(text), "reports print it");
    }
  }
  for (const method of ["budget", "load", "create"]) {
    if (typeof candidate[method] === "function") continue;
    refuse(`${method} to be a function`, show(candidate[method]), "see ProblemPlugin");
  }
  if (candidate.learningRates !== undefined && typeof candidate.learningRates !== "function") {
    refuse(
      "learningRates to be a function",
      show(candidate.learningRates),
      "write `learningRates: () => ({ sgd: 0.1 })`, or leave it out",
    );
  }
  if (candidate.variant !== undefined && typeof candidate.variant !== "function") {
    refuse(
      "variant to be a function",
      show(candidate.variant),
      "write `variant: (seed) => ({ width: 2 ** (seed % 3) })`, or leave it out",
    );
  }
  if (!isRecord(options)) {
    return refuse("options to be a table", show(options), "give {} where there are none");
  }
  for (const [key, row] of Object.entries(options)) checkOption(key, row, refuse);
  if (!isRecord(metrics) || !isRecord(metrics.loss)) {
    return refuse("metrics to be a table with loss", show(metrics), "add `loss: LOSS`");
  }
  for (const [key, row] of Object.entries(metrics)) checkMetric(key, row, refuse);
  const keys = Object.keys(metrics).map((key) => `validation/${key}`);
  if (typeof selection !== "string" || !keys.includes(selection)) {
    refuse(
      `selection to be one of ${keys.join(", ")}`,
      show(selection),
      "name a metric of the table",
    );
  }
  const clash = taken.find((plugin) => plugin.name === name);
  if (clash !== undefined) {
    refuse("a name of its own", `'${name}', the name of ${clash.title}`, "rename the problem");
  }
  return candidate as unknown as ProblemPlugin;
}

/** Throws the sentence of a problem that does not fit. */
type Refuse = (wanted: string, came: string, mend: string) => never;

function checkOption(key: string, row: unknown, refuse: Refuse): void {
  const path = `options.${key}`;
  if (!/^[a-z][A-Za-z0-9]*$/.test(key)) {
    refuse("options named in camelCase", `'${key}'`, "name it like 'batchSize'");
  }
  if (!isRecord(row)) return refuse(`${path} to be a row`, show(row), "give kind, default and doc");
  if (!KINDS.includes(row.kind as string)) {
    refuse(`${path}.kind to be one of ${KINDS.join(", ")}`, show(row.kind), "choose one");
  }
  if (typeof row.doc !== "string" || row.doc.trim() === "") {
    refuse(`${path}.doc to be a sentence`, show(row.doc), "help text prints it");
  }
  if (row.default === undefined) {
    refuse(`${path}.default to be a value`, "nothing", "give null to leave it open");
  }
  const isNumeric = ["number", "integer", "integers"].includes(row.kind as string);
  const { range, words } = row;
  const isRange = Array.isArray(range) && range.length === 2 && range.every(Number.isFinite);
  if (isNumeric && !isRange) {
    refuse(`${path}.range to be two finite numbers`, show(range), "give [minimum, maximum]");
  }
  if (row.kind === "choice" && !(Array.isArray(words) && words.includes(row.default))) {
    refuse(`${path}.words with the default among them`, show(words), "list every word");
  }
  if (row.kind === "text" && typeof row.placeholder !== "string") {
    refuse(
      `${path}.placeholder to be a word`,
      show(row.placeholder),
      "help prints it for the value",
    );
  }
}

function checkMetric(key: string, row: unknown, refuse: Refuse): void {
  const path = `metrics.${key}`;
  if (!/^[a-z][A-Za-z0-9]*$/.test(key)) {
    refuse("metrics named in camelCase", `'${key}'`, "name it like 'accuracy'");
  }
  if (!isRecord(row)) {
    return refuse(`${path} to be a row`, show(row), "give title, better and format");
  }
  const { title, better, format } = row;
  if (typeof title !== "string" || title.trim() === "") {
    refuse(`${path}.title to be a text`, show(title), "reports print it");
  }
  if (better !== "higher" && better !== "lower") {
    refuse(`${path}.better to be 'higher' or 'lower'`, show(better), "choose one");
  }
  if (!FORMATS.includes(format as string)) {
    refuse(`${path}.format to be one of ${FORMATS.join(", ")}`, show(format), "choose one");
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
  return isRecord(value)
    ? `an object of ${Object.keys(value).join(", ") || "nothing"}`
    : String(value);
}
