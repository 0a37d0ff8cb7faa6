import { type GoldenCase, isGoldenArray, reviveNumbers } from "@descent/core/testing";
import * as v from "valibot";

/** A golden file. */
export interface GoldenFile {
  /** Where it was read. */
  readonly path: string;
  /** Its cases, at least one. */
  readonly cases: readonly GoldenCase[];
}

const arraySchema = v.custom<GoldenCase["inputs"][string]>(
  isGoldenArray,
  "an array { shape, data } of as many numbers as its shape says",
);

const fileSchema = v.object({
  cases: v.pipe(
    v.array(v.object({
      name: v.string(),
      kind: v.string(),
      params: v.record(v.string(), v.unknown()),
      inputs: v.record(v.string(), arraySchema),
      expected: v.record(v.string(), v.unknown()),
      tolerance: v.record(v.string(), v.unknown()),
    })),
    v.minLength(1, "at least one case"),
  ),
});

/**
 * Reads a file of known answers.
 *
 * @param path Where it is.
 * @returns The file.
 * @throws {SyntaxError} When it is not JSON, or not of the form; the message names the file and the place.
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
  const result = v.safeParse(fileSchema, json);
  if (!result.success) {
    throw new SyntaxError(
      `Golden file '${path}': expected ${complaint(json, result.issues[0])}; ` +
        "a file is { cases: [{ name, kind, params, inputs, expected, tolerance }] }",
    );
  }
  return { path, cases: result.output.cases };
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
function complaint(json: unknown, issue: v.BaseIssue<unknown>): string {
  const keys = (issue.path ?? []).map(({ key }) => String(key));
  if (issue.received === "undefined") return `'${keys.at(-1)}', got nothing`;
  // A case is found by its name more easily than by its place.
  if (keys[0] === "cases" && keys.length > 1) {
    const { name } = (json as { cases: { name?: unknown }[] }).cases[Number(keys[1])] ?? {};
    if (typeof name === "string") keys[1] = name;
  }
  const isOurs = issue.type === "custom" || issue.type === "min_length";
  const wanted = isOurs ? issue.message : issue.expected ?? issue.message;
  return `${wanted} at '${keys.join(".")}', got ${shown(issue.input)}`;
}

/** Short enough for a message: of lists and arrays their length. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return String(value.length);
  const { data } = (value ?? {}) as { data?: unknown };
  return Array.isArray(data) ? String(data.length) : JSON.stringify(value).slice(0, 40);
}
