import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { parse } from "@std/csv";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { attacks } from "./_attacks.ts";

const { killed, twoProcesses, fullDisk, readOnlyDisk, vanishedData } = attacks.rows;
const PYTHON = "/usr/bin/python3";
const mayRun = (command: string) => isPermitted("surviving runs", { name: "run", command });
const ignore = !isPermitted("surviving runs", ...FILES) || !mayRun(Deno.execPath());
const ignorePython = ignore || !mayRun(PYTHON);
const cwd = `${import.meta.dirname}/..`;
const compare = [Deno.execPath(), "run", "-q", "-P=experiment", `${cwd}/experiments/compare.ts`];
const SHORT = ["--train-count=300", "--validation-count=50", "--test-count=50", "--hidden=10"]
  .concat(
    "--epochs=4",
    "--learning-rate=0.1",
    "--seeds=4",
    "--jobs=2",
    "--optimizers=sgd,momentum",
  )
  .concat("--checkpoint-every=0");

/**
 * A program for Python that runs a command twice with a small file system of its own at `disk` in its working folder:
 * the first time it fills up, or may only be read once the first record is there; the second time it has room. Only
 * this program and its children see that file system, which is gone when it ends.
 *
 * Arguments: `full` or `read-only`, then the command. It prints what both came to as JSON, or why it may not mount.
 */
const SMALL_DISK = `
import ctypes, glob, json, os, subprocess, sys, time
libc = ctypes.CDLL(None, use_errno=True)
NEW_MOUNTS, NEW_USER, PRIVATE, READ_ONLY, REMOUNT = 0x20000, 0x10000000, 0x44000, 1, 32

def call(function, *args):
    if function(*args) != 0:
        print(json.dumps({"refused": os.strerror(ctypes.get_errno())}))
        sys.exit(0)

def mount(flags, size):
    call(libc.mount, b"tmpfs", b"disk", b"tmpfs", flags, b"size=" + size)

def run(wait=lambda child: None):
    child = subprocess.Popen(sys.argv[2:], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait(child)
    out, error = child.communicate()
    return {"code": child.returncode, "out": out, "error": error}

def records():
    return sorted(glob.glob("disk/runs/**/record.json", recursive=True))

def protect(child):
    while child.poll() is None and not records():
        time.sleep(0.005)
    mount(REMOUNT | READ_ONLY, b"64m")

user = os.getuid()
call(libc.unshare, NEW_MOUNTS | (0 if user == 0 else NEW_USER))
if user != 0:
    with open("/proc/self/setgroups", "w") as file: file.write("deny")
    with open("/proc/self/uid_map", "w") as file: file.write(f"0 {user} 1")
call(libc.mount, b"none", b"/", None, PRIVATE, None)
os.makedirs("disk", exist_ok=True)
full = sys.argv[1] == "full"
mount(0, b"400k" if full else b"64m")
os.makedirs("disk/runs", exist_ok=True)
first = run() if full else run(protect)
kept = {path: open(path).read() for path in records()}
mount(REMOUNT, b"64m")
second = run()
same = all(open(path).read() == text for path, text in kept.items())
csv = open("disk/out/trials.csv").read() if second["code"] == 0 else ""
print(json.dumps({"first": first, "second": second, "kept": len(kept), "same": same, "csv": csv}))
`;

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

function start(...args: readonly string[]): Deno.ChildProcess {
  const [command, ...rest] = [...compare, ...args];
  return new Deno.Command(command, { args: rest, cwd, stdout: "piped", stderr: "piped" }).spawn();
}

async function ended(child: Deno.ChildProcess): Promise<Ended> {
  const { code, stdout, stderr } = await child.output();
  const [out, error] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, out, error };
}

const foldersIn = (folder: string) => [`--out=${folder}/out`, `--runs=${folder}/runs`];

/** Rows of a CSV file without times and the command, which names a folder. */
function essence(csv: string): Record<string, string>[] {
  const isTime = (name: string) => /seconds|second$|started_at|^command$/.test(name);
  return parse(csv, { skipFirstRow: true }).map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !isTime(name)))
  ) as Record<string, string>[];
}

function reportIn(folder: string): Record<string, string>[][] {
  return ["trials.csv", "metrics.csv"].map((name) =>
    essence(Deno.readTextFileSync(`${folder}/${name}`))
  );
}

let whole: Promise<Record<string, string>[][]> | undefined;

/** The tables of an undisturbed run. */
function undisturbed(): Promise<Record<string, string>[][]> {
  return whole ??= (async () => {
    const folder = await Deno.makeTempDir({ prefix: "descent-" });
    try {
      const { code, error } = await ended(start(...SHORT, ...foldersIn(folder)));
      assertEquals(code, 0, error);
      return reportIn(`${folder}/out`);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  })();
}

/** The last line that was said, and that no line is one of a stack. */
function lastLine({ error }: Ended): string {
  assert(!/^\s+at /m.test(error), error);
  return error.trimEnd().split("\n").at(-1)!;
}

const random = (() => {
  let state = 17;
  return () => {
    state = Math.imul(state, 1103515245) + 12345 >>> 0;
    return state / 2 ** 32;
  };
})();

/** `deno test … -- 60` kills as often. */
const kills = Number(Deno.args[0] ?? killed.times);

Deno.test({
  name: `compare, ${kills} times: ${killed.what}`,
  ignore: ignore || Deno.build.os === "windows",
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const startedAt = performance.now();
      const wanted = await undisturbed();
      const longest = performance.now() - startedAt;
      const disturbed = `${folder}/disturbed`;
      let finished = 0;
      const finish = async () => {
        const { code, error } = await ended(start(...SHORT, ...foldersIn(disturbed)));
        assertEquals(code, 0, error);
        assertEquals(reportIn(`${disturbed}/out`), wanted);
        await Deno.remove(disturbed, { recursive: true });
        finished++;
      };
      await Deno.mkdir(disturbed);
      for (let time = 0; time < kills; time++) {
        const child = start(...SHORT, ...foldersIn(disturbed));
        const end = ended(child);
        const timer = setTimeout(() => killIfAlive(child), longest * random());
        const { code } = await end.finally(() => clearTimeout(timer));
        if (code !== 0) continue;
        // It was faster: what it left is as good.
        time--;
        await finish();
        await Deno.mkdir(disturbed);
      }
      await finish();
      console.log(`${kills} kills, ${finished} comparisons, each the same`);
    }),
});

Deno.test({
  name: `compare, ${twoProcesses.times} time: ${twoProcesses.what}`,
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const both = [1, 2].map(() => ended(start(...SHORT, ...foldersIn(folder))));
      const results = await Promise.all(both);
      assertEquals(results.map(({ code }) => code), [0, 0], results[0].error + results[1].error);
      const said = results.map(({ error }) => error).join("\n");
      assertMatch(
        said,
        /The report in \S+ is that of process \d+ .*; this report goes to \S+out-2/,
      );
      const texts = ["out", "out-2"].map((name) =>
        Deno.readTextFileSync(`${folder}/${name}/trials.csv`)
      );
      // The same records to the last digit of their times: none was run by both.
      assertEquals(texts[0], texts[1]);
      assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), [
        "out",
        "out-2",
        "runs",
      ]);
      const wanted = await undisturbed();
      assertEquals(reportIn(`${folder}/out`), wanted);
    }),
});

/** It may have ended between two turns of this process. */
function killIfAlive(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

interface SmallDisk {
  readonly first: Ended;
  readonly second: Ended;
  /** Records that the first run left. */
  readonly kept: number;
  /** Whether the second one left them as they were. */
  readonly same: boolean;
  readonly csv: string;
}

/** Two runs on a small file system, and how they ended; `undefined` where none may be mounted. */
async function onSmallDisk(kind: string, folder: string): Promise<SmallDisk | undefined> {
  const flags = [...SHORT, "--out=disk/out", "--runs=disk/runs"];
  const { stdout, stderr } = await new Deno.Command(PYTHON, {
    args: ["-c", SMALL_DISK, kind, ...compare, ...flags],
    cwd: folder,
  }).output();
  const text = new TextDecoder().decode(stdout);
  assert(text !== "", new TextDecoder().decode(stderr));
  const result = JSON.parse(text);
  if (!("refused" in result)) return result;
  console.log(`${kind} file system: skipped, none may be mounted (${result.refused})`);
  return undefined;
}

for (
  const [kind, { what, times }, reason] of [
    ["full", fullDisk, /No space left on device/],
    ["read-only", readOnlyDisk, /Read-only file system/],
  ] as const
) {
  Deno.test({
    name: `compare, ${times} time: ${what}`,
    ignore: ignorePython || Deno.build.os !== "linux",
    fn: () =>
      withTemporaryFolder(async (folder) => {
        const result = await onSmallDisk(kind, folder);
        if (result === undefined) return;
        const { first, second, kept, same, csv } = result;
        assert(first.code !== 0);
        assertMatch(lastLine(first), /^compare: cannot write .+ to disk\/\w+/);
        assertMatch(lastLine(first), reason);
        assert(kept > 0 && same, `${kept} records were kept: ${lastLine(first)}`);
        assertEquals(second.code, 0, second.error);
        const [wanted] = await undisturbed();
        assertEquals(essence(csv), wanted);
      }),
  });
}

Deno.test({
  name: `compare, ${vanishedData.times} time: ${vanishedData.what}`,
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const data = `${folder}/data`;
      const write = async () => {
        const rows = Array.from(
          { length: 300 },
          (_, i) => `${i % 7},${i % 5},${i % 2 ? "a" : "b"}`,
        );
        await Deno.mkdir(data);
        await Deno.writeTextFile(`${data}/table.csv`, ["x,y,class", ...rows, ""].join("\n"));
      };
      const flags = ["--problem=table-classifier", `--dataset=${data}/table.csv`, "--epochs=30"]
        .concat("--learning-rate=0.1", "--seeds=6", "--jobs=1", "--optimizers=sgd,momentum");
      const run = (name: string) => start(...flags, ...foldersIn(`${folder}/${name}`));
      await write();
      const child = run("disturbed");
      const end = ended(child);
      const isThere = () => recordsIn(`${folder}/disturbed/runs`) > 0;
      while (!isThere()) await new Promise((go) => setTimeout(go, 5));
      await Deno.remove(data, { recursive: true });
      const first = await end;
      assertEquals(first.code, 0, first.error);
      const report = reportIn(`${folder}/disturbed/out`);
      const kept = recordsIn(`${folder}/disturbed/runs`);

      const gone = await ended(run("disturbed"));
      assert(gone.code !== 0);
      assertMatch(lastLine(gone), /table\.csv/);
      assertEquals(recordsIn(`${folder}/disturbed/runs`), kept);
      assertEquals(reportIn(`${folder}/disturbed/out`), report);

      await write();
      assertEquals((await ended(run("disturbed"))).code, 0);
      assertEquals(reportIn(`${folder}/disturbed/out`), report);
    }),
});

function recordsIn(folder: string): number {
  try {
    return [...Deno.readDirSync(folder)].reduce(
      (count, { name, isDirectory }) =>
        count + (isDirectory ? recordsIn(`${folder}/${name}`) : Number(name === "record.json")),
      0,
    );
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}
