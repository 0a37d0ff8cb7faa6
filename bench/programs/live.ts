/**
 * An experiment alone, or while a page listens: `live.ts alone|page <epochs>`. The page is another process, and tells
 * nothing of this one's seconds, of the processor and of the clock.
 *
 * @module
 */
import process from "node:process";
import { compare } from "@descent/experiments";
import { runExperiment } from "@descent/lab";
import { reportUsage } from "./report_usage.ts";

const [mode, epochs] = Deno.args;
const folder = await Deno.makeTempDir();
const port = freePort();
const page = mode !== "page" ? undefined : new Deno.Command("deno", {
  args: ["run", "-q", "--no-prompt", "--allow-net=127.0.0.1"]
    .concat(import.meta.resolve("./listening_page.ts"), `${port}`),
  stdin: "null",
  stdout: "piped",
}).spawn();
const usage = process.cpuUsage(), startedAt = performance.now();
const code = await runExperiment(compare, [
  ...["--dataset=digits", "--optimizers=sgd,adam", "--settings=1", "--seeds=1", "--jobs=1"],
  ...[`--epochs=${epochs}`, `--runs=${folder}/runs`, `--out=${folder}/report`],
  ...page === undefined ? [] : ["--live", `--port=${port}`],
]);
const { user, system } = process.cpuUsage(usage);
const seconds = (performance.now() - startedAt) / 1000;
await Deno.remove(folder, { recursive: true });
if (page !== undefined) {
  const { stdout } = await page.output();
  const changes = Number(new TextDecoder().decode(stdout));
  if (!(changes > 0)) throw new Error("the page saw no change, so that it cost nothing");
}
if (code !== 0) Deno.exit(code);
reportUsage((user + system) / 1e6, seconds);

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
