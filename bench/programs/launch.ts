/**
 * Runs another program and times it: `launch.ts <arguments of deno>`.
 *
 * Linux counts the memory of whoever starts a process as the least that the process has taken, so that the
 * benchmark itself, which is large, cannot start the programs whose memory it wants to know.
 *
 * @module
 */
const start = performance.now();
const { success, code } = await new Deno.Command("deno", { args: Deno.args, stdin: "null" }).spawn()
  .status;
console.log(`= values ${(performance.now() - start) / 1000}`);
if (!success) Deno.exit(code);
