/** `deno task fuzz`: damaged files of every format of data, and the memory that large ones take. */
import { choiceFlag, integerFlag, print, printError, runTask, TaskError } from "@descent/cli";
import { fuzzReaders, LARGE_KINDS, type LargeRead, measureLargeFile } from "@descent/data/testing";

const task = {
  name: "fuzz",
  doc:
    "Reads damaged files of every format of data, then sound ones of 100 MB, and measures the memory that each takes.",
  flags: {
    count: integerFlag({
      doc: "How many damaged files.",
      default: 10_000,
      minimum: 1,
      maximum: 10_000_000,
    }),
    large: choiceFlag({
      doc: "Reads the large file of this kind alone.",
      default: undefined,
      shownDefault: "damaged files, then a large one of each kind",
      words: LARGE_KINDS,
    }),
  },
};

/** The outcome, as `--json` gives it: large files are none where no memory is measured. */
interface FuzzResult extends Partial<Awaited<ReturnType<typeof fuzzReaders>>> {
  readonly large: readonly LargeRead[];
}

/**
 * Runs `deno task fuzz`.
 *
 * @category Tasks
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with: 1 where a reader does not hold.
 */
export function runFuzz(args: readonly string[]): Promise<number> {
  return runTask(() => task, args, async ({ count, large: kind }, conclude) => {
    if (kind !== undefined) {
      const read = await measureLargeFile(kind);
      if (read !== null) tell(read);
      conclude({ large: read === null ? [] : [read] });
      return assertHold(read === null ? [] : [read], []);
    }
    const startedAt = performance.now();
    const damaged = await fuzzReaders({ count });
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const { read, refused, faults, peak } = damaged;
    const memory = peak === null
      ? "memory not measured"
      : `at most ${Math.round(peak / 1e6)} MB of memory more`;
    print(
      `${read} read, ${refused} refused, ${faults.length} faults, ${memory}, in ${seconds} s`,
    );
    for (const fault of faults) printError(fault);
    const large: LargeRead[] = [];
    if (peak !== null) { for (const each of LARGE_KINDS) large.push(...await inOwnProcess(each)); }
    conclude({ ...damaged, large });
    assertHold(large, faults);
  });
}

/** Each in a process of its own: memory that a former file left would be used again, and not be counted. */
async function inOwnProcess(kind: string): Promise<readonly LargeRead[]> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "--allow-all", "--v8-flags=--expose-gc"]
      .concat(import.meta.filename!, `--large=${kind}`, "--json"),
    stdout: "piped",
    stderr: "inherit",
  }).output();
  const { large }: FuzzResult = JSON.parse(new TextDecoder().decode(stdout));
  return large;
}

function tell({ kind, size, rise, most }: LargeRead): void {
  const [file, taken, allowed] = [size, rise, most].map((bytes) => Math.round(bytes / 1e6));
  const verdict = rise <= most ? "within" : "more than";
  print(`${kind}: ${file} MB took ${taken} MB of memory, ${verdict} the ${allowed} MB allowed`);
}

function assertHold(large: readonly LargeRead[], faults: readonly string[]): void {
  const greedy = large.filter(({ rise, most }) => rise > most).map(({ kind }) => kind);
  if (greedy.length === 0 && faults.length === 0) return;
  const list = greedy.length === 0 ? "" : `, too much memory for ${greedy.join(", ")}`;
  throw new TaskError(
    `fuzz: expected sound data or a sentence, got ${faults.length} faults${list}`,
    1,
  );
}

if (import.meta.main) Deno.exit(await runFuzz(Deno.args));
