/** `deno task export`: a saved network as an ONNX file, for other programs to run. */
import { asUserError, type CompletedTask, print, runTask, TaskError, textFlag } from "@descent/cli";
import { exportNetwork, loadNetwork } from "@descent/models";

const task = {
  name: "export",
  doc: "Writes a saved network as an ONNX file, for other programs to run.",
  flags: {
    model: textFlag({
      doc: "The network, a safetensors file as --save-best of an experiment writes it.",
      default: undefined,
      placeholder: "<file>",
      shownDefault: "none, it must be given",
    }),
    out: textFlag({
      doc: "The ONNX file to write, such as net.onnx; one of that name is replaced.",
      default: undefined,
      placeholder: "<file>",
      shownDefault: "none, it must be given",
    }),
  },
};

/**
 * The task: its flags and what it is for.
 *
 * @category Tasks
 */
export const exportTask: CompletedTask = task;

/**
 * Runs `deno task export`.
 *
 * @category Tasks
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 */
export function runExport(args: readonly string[]): Promise<number> {
  return runTask(() => task, args, async ({ model: path, out }, conclude) => {
    if (path === undefined || out === undefined) {
      throw new TaskError(
        "export: expected --model <file> and --out <file>, got one or none of them; give both",
      );
    }
    const input = await asUserError(async () => {
      const model = loadNetwork(path);
      await exportNetwork(model, out);
      return ["N", ...model.inputShape].join(", ");
    });
    print(`Wrote ${out}: "input" [${input}] to "output".`);
    conclude({ model: path, file: out });
  });
}

if (import.meta.main) Deno.exit(await runExport(Deno.args));
