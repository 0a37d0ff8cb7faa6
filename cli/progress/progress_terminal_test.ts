import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { FILES, isPermitted, withTemporaryFolder } from "../testing/mod.ts";

const PYTHON = "/usr/bin/python3";
const ignore = Deno.build.os !== "linux" || !isPermitted(
  "progress on a terminal",
  ...FILES,
  { name: "run", command: PYTHON },
  { name: "run", command: Deno.execPath() },
);

/** Runs a program on a terminal of its own, which says that it has no columns, and copies what that shows. */
const ON_TERMINAL = `
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
while True:
    try:
        shown = os.read(terminal, 65536)
    except OSError:
        break
    if not shown:
        break
    os.write(1, shown)
os.waitpid(pid, 0)
`;

const PROGRAM = `
import { progressDisplay, progressTracker } from "@descent/cli";
const { expect, reuse, snapshot } = progressTracker();
{
  using display = progressDisplay({ title: "compare", snapshot });
  expect(48, 1);
  reuse(48);
  display.refresh();
  display.tell("a line that stays");
  await new Promise((resolve) => setTimeout(resolve, 300));
}
`;

/** Output of the program on a terminal of a kind, or in a pipe. */
async function shown(folder: string, term: string | null): Promise<string> {
  const program = `${folder}/show.ts`;
  await Deno.writeTextFile(program, PROGRAM);
  const config = new URL("../deno.json", import.meta.resolve("@descent/cli")).pathname;
  const deno = [Deno.execPath(), "run", "-q", "--no-check", "--allow-env=TERM"]
    .concat(`--config=${config}`, program);
  const [command, ...args] = term === null ? deno : [PYTHON, "-c", ON_TERMINAL, ...deno];
  const { stdout, stderr } = await new Deno.Command(command, {
    args,
    env: { NO_COLOR: "1", ...term !== null && { TERM: term } },
  }).output();
  return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
}

Deno.test({
  name:
    "progress loses nothing on a terminal without columns, and a dumb one and a pipe get plain lines",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const drawn = await shown(folder, "xterm");
      assertStringIncludes(drawn, `compare ${"━".repeat(24)}  48/48 trials\r\n`);
      assertStringIncludes(drawn, "\x1b[1F\x1b[J");
      assertStringIncludes(drawn, "a line that stays");
      const plain = "compare: 48 of 48 trials done\na line that stays\n";
      const dumb = await shown(folder, "dumb");
      assertEquals(dumb.replaceAll("\r", ""), plain);
      assert(!dumb.includes("\x1b"));
      assertEquals(await shown(folder, null), plain);
    }),
});
