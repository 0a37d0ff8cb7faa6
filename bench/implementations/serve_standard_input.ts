import type { Program } from "./program.ts";
import { readLines } from "./read_lines.ts";
import { serve } from "./serve.ts";

/**
 * Runs this process as an implementation: requests on standard input, answers on standard output.
 *
 * @param program What answers.
 */
export async function serveStandardInput(program: Program): Promise<void> {
  const encoder = new TextEncoder();
  await serve({
    program,
    lines: readLines(Deno.stdin.readable),
    write: (line) => Deno.stdout.writeSync(encoder.encode(`${line}\n`)),
  });
  // Libraries leave threads behind that would keep the process alive.
  Deno.exit(0);
}
