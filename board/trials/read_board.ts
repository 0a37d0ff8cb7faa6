import { TaskError } from "@descent/cli";
import { sha256 } from "@descent/data";
import { type BoardPlan, PLAN_VERSION, planDigest } from "../protocol/board_plan.ts";
import { type BoardFiles, boardFiles, readBoardFiles } from "./board_files.ts";
import type { BoardTrial } from "./board_trial.ts";

/**
 * The content of `lab.json`: the plan with its hash, and what its trials were written to.
 *
 * @category Trials
 */
export interface BoardIndex {
  /** Hash of the plan. */
  readonly hash: string;
  /** SHA-256 of `trials.csv`. */
  readonly tables: string;
  /** Whether products fused multiplication and addition, on which the last bits depend. */
  readonly fusedMultiplyAdd: boolean;
  /** The plan. */
  readonly plan: BoardPlan;
}

/**
 * A run that was written earlier.
 *
 * @category Trials
 */
export interface StoredBoard extends BoardIndex {
  /** Its trials. */
  readonly trials: readonly BoardTrial[];
}

/**
 * The files of a run: `lab.json` and the tables of its trials.
 *
 * @category Trials
 * @param index The plan, its hash and the machine's rounding; the hash of the tables is worked out.
 * @param trials The trials.
 * @returns Contents by name.
 *
 * @example
 * ```ts
 * import { storedFiles } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const index = { plan: samplePlan(), hash: "", fusedMultiplyAdd: true };
 * assertEquals(Object.keys(await storedFiles(index, sampleTrials())), ["lab.json", "trials.csv", "curves.csv"]);
 * ```
 */
export async function storedFiles(
  index: Omit<BoardIndex, "tables">,
  trials: readonly BoardTrial[],
): Promise<BoardFiles & { readonly "lab.json": string }> {
  const files = boardFiles(trials);
  const { hash, fusedMultiplyAdd, plan } = index;
  const whole: BoardIndex = { hash, tables: await tablesDigest(files), fusedMultiplyAdd, plan };
  return { "lab.json": JSON.stringify(whole, null, 2) + "\n", ...files };
}

/**
 * Hash of a run's trials: two runs with the same hash came to the same numbers, bit for bit.
 *
 * @category Trials
 * @param files The tables.
 * @returns SHA-256 of `trials.csv`, 64 hexadecimal digits.
 *
 * @example
 * ```ts
 * import { boardFiles, tablesDigest } from "@descent/board";
 * import { sampleTrials } from "@descent/board/testing";
 * import { assertMatch } from "@std/assert";
 *
 * assertMatch(await tablesDigest(boardFiles(sampleTrials())), /^[0-9a-f]{64}$/);
 * ```
 */
export function tablesDigest(files: Pick<BoardFiles, "trials.csv">): Promise<string> {
  return sha256(files["trials.csv"]);
}

/**
 * Reads a run from the folder of its report, or from a committed baseline, whose tables are compressed.
 *
 * @category Trials
 * @param folder The folder.
 * @returns Plan and trials.
 * @throws {TaskError} When a file is missing or damaged, or a hash does not hold.
 *
 * @example
 * ```ts
 * import { readBoard } from "@descent/board";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => readBoard("no/such/folder"), Error, "expected lab.json");
 * ```
 */
export async function readBoard(folder: string): Promise<StoredBoard> {
  try {
    const index = JSON.parse(await textOf(folder, "lab.json")) as BoardIndex;
    if (index.plan?.version !== PLAN_VERSION) {
      throw new SyntaxError(
        `lab.json: expected a plan of version ${PLAN_VERSION}, got ${index.plan?.version}; run deno task lab again`,
      );
    }
    const files = {
      "trials.csv": await textOf(folder, "trials.csv"),
      "curves.csv": await textOf(folder, "curves.csv"),
      ...(index.plan.diagnostics && { "inside.csv": await textOf(folder, "inside.csv") }),
      ...(index.plan.landscape && {
        "landscape.csv": await textOf(folder, "landscape.csv"),
        "barriers.csv": await textOf(folder, "barriers.csv"),
      }),
    };
    if (await planDigest(index.plan) !== index.hash) {
      throw new SyntaxError("lab.json: expected the plan that its hash is of, got another one");
    }
    if (await tablesDigest(files) !== index.tables) {
      throw new SyntaxError("trials.csv: expected the table that lab.json has the hash of");
    }
    return { ...index, trials: readBoardFiles(files) };
  } catch (error) {
    if (error instanceof TaskError || !(error instanceof SyntaxError)) throw error;
    throw new TaskError(`${folder}: ${error.message}`, 2, { cause: error });
  }
}

/** A file, or what its compressed form holds. */
async function textOf(folder: string, name: string): Promise<string> {
  for (const suffix of ["", ".gz"]) {
    try {
      const bytes = await Deno.readFile(`${folder}/${name}${suffix}`);
      const plain = new Blob([bytes]).stream();
      const stream = suffix === ""
        ? plain
        : plain.pipeThrough(new DecompressionStream("gzip") as TransformStream);
      return await new Response(stream).text();
    } catch (error) {
      if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
        continue;
      }
      if (error instanceof TypeError) {
        throw new SyntaxError(`${name}${suffix}: expected gzip, got something else`);
      }
      throw error;
    }
  }
  throw new TaskError(
    `${folder}: expected ${name} of a run of deno task lab, found none; name the folder of its report`,
  );
}
