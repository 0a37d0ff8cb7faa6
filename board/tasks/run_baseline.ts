import { asFileSystemFailure, print, runTask, TaskError, textFlag } from "@descent/cli";
import { readBoard } from "../trials/read_board.ts";

/** A baseline is committed, so it must stay small. */
const MOST_BYTES = 3_000_000;

/** The task's words after `deno task`. */
const NAME = "lab baseline";

/**
 * Runs `deno task lab baseline`: writes the data of a report as a baseline to commit, its tables compressed.
 *
 * @category Tasks
 * @param args The arguments after these words.
 * @returns The code to exit with.
 *
 * @example
 * ```ts ignore
 * import { runBaseline } from "@descent/board";
 *
 * Deno.exit(await runBaseline(["reports/out/lab", "--out=board/baseline"]));
 * ```
 */
export function runBaseline(args: readonly string[]): Promise<number> {
  const makeTask = () => ({
    name: NAME,
    doc: "Writes the data of a report as a baseline to commit, which --against and verify read.",
    operands: ["folder"],
    flags: {
      folder: textFlag({
        doc: "The folder of the report.",
        default: "reports/out/lab",
        placeholder: "<folder>",
      }),
      out: textFlag({
        doc: "The folder of the baseline.",
        default: "board/baseline",
        placeholder: "<folder>",
      }),
    },
  });
  return runTask(makeTask, args, async ({ folder, out }, conclude) => {
    // Nothing is kept that does not hold.
    const { hash, plan, trials } = await readBoard(folder);
    const files = await Promise.all(
      [
        "lab.json",
        "trials.csv",
        "curves.csv",
        ...plan.diagnostics ? ["inside.csv"] : [],
        ...plan.landscape ? ["landscape.csv", "barriers.csv"] : [],
      ].map(
        async (name) => {
          const bytes = await Deno.readFile(`${folder}/${name}`);
          return name === "lab.json"
            ? { name, bytes }
            : { name: `${name}.gz`, bytes: await compressed(bytes) };
        },
      ),
    );
    const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (size > MOST_BYTES) {
      throw new TaskError(
        `${NAME}: expected at most ${MOST_BYTES} bytes to commit, got ${size}; take a smaller run`,
        1,
      );
    }
    await asFileSystemFailure(
      async () => {
        await Deno.mkdir(out, { recursive: true });
        for (const { name, bytes } of files) await Deno.writeFile(`${out}/${name}`, bytes);
      },
      () => [`${NAME}: cannot write to ${out}`, "the report is as it was"],
    );
    conclude({ folder: out, plan: hash, trials: trials.length, bytes: size });
    print(`${out}: plan ${hash}, ${trials.length} trials, ${size} bytes`);
  });
}

async function compressed(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(
    new CompressionStream("gzip") as TransformStream<Uint8Array, Uint8Array>,
  );
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
