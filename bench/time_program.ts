import { fileURLToPath } from "node:url";
import { failureLine } from "./implementations/failure_line.ts";
import { readReply } from "./implementations/protocol.ts";

/** A program to run from its start to its end. */
export interface TimedProgram {
  /** Its work, for people. */
  readonly title: string;
  /** Arguments of `deno run`. */
  readonly args: readonly string[];
}

/** How one run of a program went. */
export interface ProgramTimes {
  /** Seconds from its start to its end, the start of the process included. */
  readonly seconds: number;
  /** Most memory that it took. */
  readonly peakBytes: number;
  /** Other measurements of its own. */
  readonly measured: readonly number[];
}

const denoRun = ["run", "--quiet", "--no-prompt"];
/** Seconds that a program may take. */
const longest = 240;

/**
 * Runs a program of `programs/` and waits for its end.
 *
 * @param program Which.
 * @returns How it went.
 * @throws {Error} When it fails or takes longer than four minutes; the message has the last thing that it said.
 */
export async function timeProgram({ args }: TimedProgram): Promise<ProgramTimes> {
  const { success, stdout, stderr } = await new Deno.Command("deno", {
    args: [...denoRun, ...programArgs("bench", "launch.ts", `${longest}`), ...denoRun, ...args],
    stdin: "null",
  }).output();
  const lines = (bytes: Uint8Array) => new TextDecoder().decode(bytes).split("\n");
  if (!success) throw new Error(failureLine(lines(stderr)));
  return programReport(lines(stdout));
}

/**
 * Reads what a program and its launcher say at their end.
 *
 * @param printed The lines of their standard output.
 * @returns Memory and whatever else the program measured, and the time that the launcher did.
 * @throws {Error} When one of them says nothing.
 */
export function programReport(printed: readonly string[]): ProgramTimes {
  const [own, launched] = printed.map(readReply).flatMap((reply) =>
    reply?.kind === "values" ? [reply.values] : []
  );
  if (launched === undefined) throw new Error("it ended without a word on its memory");
  const [peakBytes, ...measured] = own;
  return { seconds: launched[0], peakBytes, measured };
}

/**
 * How one of the programs is run.
 *
 * @param permissions The set of permissions that it is given.
 * @param script Its file in `programs/`.
 * @param args What it is told.
 * @returns Arguments of `deno run`.
 */
export function programArgs(permissions: string, script: string, ...args: string[]): string[] {
  return [`-P=${permissions}`, programPath(script), ...args];
}

function programPath(script: string): string {
  return fileURLToPath(new URL(`programs/${script}`, import.meta.url));
}
