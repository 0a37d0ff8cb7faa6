/**
 * Runs another program and times it: `launch.ts <most seconds> <arguments of deno>`.
 *
 * Linux counts the memory of whoever starts a process as the least that the process has taken, so that the
 * benchmark itself, which is large, cannot start the programs whose memory it wants to know.
 *
 * @module
 */
const [limit, ...args] = Deno.args;
const start = performance.now();
const signal = AbortSignal.timeout(1000 * Number(limit));
const { success, code } = await new Deno.Command("deno", { args, stdin: "null", signal }).spawn()
  .status;
console.log(`= values ${(performance.now() - start) / 1000}`);
if (signal.aborted) console.error(`it took longer than ${limit} s`);
if (!success) Deno.exit(code);
// The timer of the limit would keep this process.
Deno.exit(0);
