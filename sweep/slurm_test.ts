import { isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";

const ignore = Deno.build.os === "windows" ||
  !isPermitted("the script of Slurm", { name: "run" }, { name: "read" }, { name: "write" });
const root = import.meta.dirname!.replace(/\/sweep$/, "");

/** A stand-in of `sbatch`: it runs each task of an array after the other, as Slurm would, and knows its variables. */
const SBATCH = `#!/usr/bin/env bash
set -eu
option() { grep -oP "^#SBATCH --$1=\\\\K\\\\S+" "$script"; }
override=""
case "$1" in --array=*) override="\${1#--array=}"; shift;; esac
script="$1"; shift
array="\${override:-$(option array)}"
first="\${array%-*}"; last="\${array#*-}"
copy="$(mktemp)"; cp "$script" "$copy"; chmod +x "$copy"
for ((task = first; task <= last; task++)); do
  SLURM_SUBMIT_DIR="$PWD" SLURM_ARRAY_TASK_ID="$task" SLURM_ARRAY_TASK_COUNT=$((last - first + 1)) \\
    SLURM_CPUS_PER_TASK="$(option cpus-per-task)" "$copy" "$@"
done
`;

async function run(command: string, args: readonly string[], env = {}): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(command, {
    args: [...args],
    cwd: root,
    env: { NO_COLOR: "1", ...env },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  assertEquals(code, 0, text(stderr) + text(stdout));
  return text(stdout);
}

Deno.test({
  name: "docs/scale/slurm.sh runs the parts of a run, which deno task report joins",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      // A task of its own takes the place of deno task, so that nothing is written to this repository.
      const sbatch = `${folder}/sbatch`, deno = `${folder}/deno`;
      await Deno.writeTextFile(sbatch, SBATCH);
      await Deno.writeTextFile(
        deno,
        `#!/bin/sh\nshift 2\nexec ${Deno.execPath()} run -q -P=experiment --allow-run=${Deno.execPath()} ` +
          `experiments/tasks.ts compare "$@" --runs="${folder}/$(echo "$*" | grep -o 'runs/part-[0-9]*')"\n`,
      );
      await Promise.all([sbatch, deno].map((path) => Deno.chmod(path, 0o755)));
      const flags = ["--train-count=60", "--validation-count=20", "--test-count=20", "--hidden=4"]
        .concat("--epochs=1", "--seeds=1", "--learning-rate=0.1", "--optimizers=sgd,adam");
      const env = { PATH: `${folder}:${Deno.env.get("PATH")}` };
      await run(sbatch, ["--array=1-2", "docs/scale/slurm.sh", "compare", ...flags], env);
      const parts = [1, 2].map((part) => `${folder}/runs/part-${part}`);
      for (const part of parts) assert(Deno.statSync(`${part}/compare`).isDirectory);
      const tasks = ["run", "-q", "--config=sweep/deno.json", "-P=sweep", "sweep/tasks.ts"];
      const out = await run(Deno.execPath(), [...tasks, "report", ...parts, `--out=${folder}/out`]);
      assertStringIncludes(out, "2 of 2 reused");
    }),
});
