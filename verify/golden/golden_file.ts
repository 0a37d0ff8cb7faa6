import { type GoldenCase, isGoldenArray, reviveNumbers } from "@descent/core/testing";
import * as v from "valibot";

/**
 * A golden file.
 *
 * @category Known answers
 */
export interface GoldenFile {
  /** Where it was read. */
  readonly path: string;
  /** Its cases. */
  readonly cases: readonly GoldenCase[];
  /** Cases that are not of the form; `cases` has the others. */
  readonly unreadable: readonly UnreadableCase[];
}

/**
 * A case that cannot be read.
 *
 * @category Known answers
 */
export interface UnreadableCase {
  /** Its name, or its place in the file. */
  readonly name: string;
  /** Its kind; `unknown` where it names none. */
  readonly kind: string;
  /** Its fault, in words. */
  readonly reason: string;
}

const arraySchema = v.custom<GoldenCase["inputs"][string]>(
  isGoldenArray,
  "an array { shape, data } of as many numbers as its shape says",
);

const fileSchema = v.object({
  cases: v.pipe(v.array(v.unknown()), v.minLength(1, "at least one case")),
});

const caseSchema = v.object({
  name: v.string(),
  kind: v.string(),
  params: v.record(v.string(), v.unknown()),
  inputs: v.record(v.string(), arraySchema),
  expected: v.record(v.string(), v.unknown()),
  tolerance: v.record(v.string(), v.unknown()),
});

/**
 * Reads a file of known answers; the strings `"Infinity"`, `"-Infinity"` and `"NaN"` in it become numbers.
 *
 * @category Known answers
 * @param path Where it is.
 * @returns The file; a case that cannot be read leaves the others as they are.
 * @throws {SyntaxError} When it is not JSON, or has no list of cases; the message names the file.
 * @throws {Deno.errors.NotFound} When there is no such file.
 *
 * @example A file that is no golden file is refused
 * ```ts
 * import { readGoldenFile } from "@descent/verify";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => readGoldenFile("deno.json"), SyntaxError, "Golden file 'deno.json'");
 * ```
 */
export async function readGoldenFile(path: string): Promise<GoldenFile> {
  const text = await readText(path);
  let json: unknown;
  try {
    json = reviveNumbers(JSON.parse(text));
  } catch (error) {
    const reason = (error as Error).message.replace(/\s+/g, " ");
    throw new SyntaxError(`Golden file '${path}': expected JSON, got ${reason}; check the file`);
  }
  const file = v.safeParse(fileSchema, json);
  if (!file.success) {
    throw new SyntaxError(
      `Golden file '${path}': expected ${complaint(file.issues[0])}; a file is { cases: [...] }`,
    );
  }
  const cases: GoldenCase[] = [], unreadable: UnreadableCase[] = [];
  for (const [place, found] of file.output.cases.entries()) {
    const result = v.safeParse(caseSchema, reviveNumbers(found));
    if (result.success) cases.push(result.output);
    else unreadable.push(unreadableCase(found, place, result.issues[0]));
  }
  return { path, cases, unreadable };
}

function unreadableCase(
  found: unknown,
  place: number,
  issue: v.BaseIssue<unknown>,
): UnreadableCase {
  const { name = `case ${place + 1}`, kind = "unknown" } = (found ?? {}) as Partial<GoldenCase>;
  return {
    name: String(name),
    kind: String(kind),
    reason: `expected ${complaint(issue)}; ` +
      "a case is { name, kind, params, inputs, expected, tolerance }",
  };
}

async function readText(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new Deno.errors.NotFound(
        `Golden file '${path}': expected a file, found none; check the path`,
      );
    }
    if (error instanceof Deno.errors.IsADirectory) {
      throw new SyntaxError(
        `Golden file '${path}': expected a file, got a folder; name the files in it`,
      );
    }
    throw error;
  }
}

/** The sentence about an issue: expected, place, and the value that came. */
function complaint(issue: v.BaseIssue<unknown>): string {
  const place = (issue.path ?? []).map(({ key }) => String(key)).join(".");
  if (issue.received === "undefined") return `'${place}', got nothing`;
  const isOurs = issue.type === "custom" || issue.type === "min_length";
  const wanted = isOurs ? issue.message : issue.expected ?? issue.message;
  return `${wanted}${place === "" ? "" : ` at '${place}'`}, got ${shown(issue.input)}`;
}

/** Short enough for a message: of lists and arrays their length. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return String(value.length);
  const { data } = (value ?? {}) as { data?: unknown };
  return Array.isArray(data) ? String(data.length) : JSON.stringify(value).slice(0, 40);
}
