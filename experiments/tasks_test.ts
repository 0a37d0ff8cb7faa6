import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { narrowedPaths } from "@descent/cli";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { tasks } from "./tasks.ts";

const root = new URL("../", import.meta.resolve("@descent/cli"));
const mayRead = isPermitted("permissions of tasks", ...FILES, {
  name: "env",
  variable: "DESCENT_DATA",
});
const mayRun = mayRead &&
  isPermitted("tasks with what they keep", { name: "run", command: Deno.execPath() });

type PermissionSets = Readonly<Record<string, Readonly<Record<string, true | readonly string[]>>>>;

interface Configuration {
  readonly path: string;
  readonly permissions: PermissionSets;
}

function configuration(path: string): Configuration {
  const { permissions } = JSON.parse(Deno.readTextFileSync(new URL(path, root)));
  return { path, permissions };
}

/** The permissions of each task in deno.json, with the tasks of one set together: `"data env"` to `"`DESCENT_DATA`"`. */
function grantedPermissions(): Map<string, string> {
  const { tasks } = JSON.parse(Deno.readTextFileSync(new URL("deno.json", root)));
  const groups = new Map<string, { names: string[]; file: string; set: string; run?: string }>();
  for (const [name, { command }] of Object.entries<{ command: string }>(tasks)) {
    const set = command.match(/-P=(\w+)/)?.[1];
    if (set === undefined) continue;
    const folder = command.match(/(?:^cd |[ (=])(tools|bench|sweep)(?:\/| &&)/)?.[1];
    const ofRoot = folder === undefined || command.includes("--config deno.json");
    const file = ofRoot ? "deno.json" : `${folder}/deno.json`;
    const group = groups.get(`${file} ${set}`) ?? { names: [], file, set };
    const run = command.match(/--allow-run=((?:\$\(.*?\)|[^"])*)/)?.[1];
    groups.set(`${file} ${set}`, { ...group, names: [...group.names, name], ...(run && { run }) });
  }
  const granted = new Map<string, string>();
  for (const { names, file, set, run } of groups.values()) {
    const kinds = { ...configuration(file).permissions[set], ...(run && { run: run.split(",") }) };
    for (const [kind, value] of Object.entries(kinds)) {
      granted.set(`${names.map(code).join(", ")} ${kind}`, valueText(value, file));
    }
  }
  return granted;
}

const code = (text: string) => text.startsWith("$(") ? "Deno itself" : `\`${text}\``;

function valueText(value: true | readonly string[], file: string): string {
  if (value === true) return "all";
  return value.length > 4 || value.some((each) => code(each).length > 42) ||
      value.includes("TMPDIR")
    ? `${value.length} of \`${file}\``
    : value.map(code).join(", ");
}

Deno.test({
  name: "docs/permissions.md has a row for each permission of each task, as deno.json gives it",
  ignore: !mayRead,
  fn() {
    const page = Deno.readTextFileSync(new URL("docs/permissions.md", root));
    const rows = page.split("\n").filter((line) => /^\| `/.test(line))
      .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
    const listed = new Map(rows.map(([names, kind, value, why]) => {
      assert(why.length > 5, names);
      return [`${names} ${kind}`, value.split(", of which it keeps ")[0]];
    }));
    assertEquals(rows.length, listed.size);
    assertEquals(listed, grantedPermissions());
  },
});

/** The files that the task may read and write with these arguments. */
function kept(name: string, ...args: string[]) {
  return narrowedPaths({ ...tasks[name](args), args });
}

Deno.test({
  name: "a task keeps the folders that its flags name, else the usual ones",
  ignore: !mayRead,
  fn() {
    const cwd = Deno.realPathSync(".");
    const project = decodeURIComponent(root.pathname).replace(/\/$/, "");
    for (const name of ["compare", "experiment", "experiments"]) {
      const usual = kept(name);
      assertEquals(usual.write, [`${cwd}/reports/out`, `${cwd}/runs`]);
      assert(usual.read.includes(project));
      const far = kept(name, "--out=/far/away/out", "--runs", "/far/runs", "--data-dir=/far/data");
      assertEquals(far.write, ["/far/away", "/far/runs"]);
      assertEquals(
        new Set(far.read),
        new Set([
          ...[project, Deno.realPathSync(project), "/far/data", "/far/away", "/far/away/out"],
          "/far/runs",
        ]),
      );
      for (const module of ["--plugin=lion.ts", "--problem=./bowl.ts", "--schedule=npm:a"]) {
        assertEquals(kept(name, module).read, "anything");
      }
      assert(kept(name, "--problem=two-layer", "--schedule=cosine").read !== "anything");
    }
    assertEquals(kept("data", "mnist", "--data-dir=/far/data").write, ["/far/data"]);
    const nets = (name: string, ...args: string[]) => tasks[name](args).net;
    for (const name of ["compare", "experiment", "experiments", "lab"]) {
      assertEquals(nets(name, "--host=a", "--port=8000"), []);
      assertEquals(nets(name, "--live"), ["127.0.0.1"]);
      assertEquals(nets(name, "--live", "--host", "a"), ["0.0.0.0"]);
    }
    assertEquals([nets("view"), nets("view", "--host=a")], [["127.0.0.1"], ["0.0.0.0"]]);
    assertEquals([nets("reproduce"), nets("targets"), nets("lab", "priors")], [[], [], []]);
    assertEquals(kept("predict").write, []);
  },
});

/** Tasks that build and check the project itself. */
const FOR_DEVELOPERS = /^(test|check)(:|$)|^(docs|kernels|reliability)$/;

/** The fields of each task's result, by `docs/json.md`. */
function resultFields(): Map<string, string[]> {
  const page = Deno.readTextFileSync(new URL("docs/json.md", root));
  const words = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word);
  return new Map(
    page.split("\n").filter((line) => /^\| `/.test(line)).flatMap((line) => {
      const [names, fields] = line.split("|").slice(1).map(words);
      return names.map((name) => [name, fields] as const);
    }),
  );
}

Deno.test({
  name: "docs/json.md has the fields of each task's result",
  ignore: !mayRead,
  fn() {
    const { tasks } = JSON.parse(Deno.readTextFileSync(new URL("deno.json", root)));
    const names = Object.keys(tasks).filter((name) => !FOR_DEVELOPERS.test(name));
    const documented = resultFields();
    assertEquals([...documented.keys()].sort(), names.sort());
    assert([...documented.values()].every(({ length }) => length > 0));
  },
});

/** The result of a task with `--json`, which has the documented fields. */
function documentedResult(task: string, output: string) {
  const result = JSON.parse(output);
  assertEquals(Object.keys(result), resultFields().get(task));
  return result;
}

/** Runs a program under the task's own set, but of files with what it keeps alone. */
async function runUnder(
  set: string,
  program: readonly string[],
  { read, write }: ReturnType<typeof narrowedPaths>,
): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "--no-prompt", `-P=${set}`, `--allow-read=${[read].flat().join()}`]
      .concat(write.length > 0 ? [`--allow-write=${write.join()}`] : [], program),
    cwd: root,
  }).output();
  const said = new TextDecoder().decode(stderr);
  assertEquals(code, 0, `${program.join(" ")}: ${said}`);
  return new TextDecoder().decode(stdout);
}

Deno.test({
  name: "each task runs with what it keeps and nothing more",
  ignore: !mayRun,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const table = `${folder}/table.csv`, out = `${folder}/reports/table`;
      const rows = Array.from({ length: 40 }, (_, n) => `${n % 7},${n * n % 11},${"xy"[n % 2]}`);
      await Deno.writeTextFile(table, ["a,b,kind", ...rows].join("\n"));
      const run = (name: string, ...args: string[]) =>
        runUnder(name === "compare" || name.startsWith("experiment") ? "experiment" : name, [
          "experiments/tasks.ts",
          name,
          ...args,
        ], kept(name, ...args));
      const short = ["--epochs=1", "--settings=2", "--seeds=1", "--optimizers=sgd", "--jobs=1"]
        .concat(`--dataset=${table}`, `--runs=${folder}/runs`, `--out=${out}`);
      const compared = await run("compare", ...short, "--save-best", "--json");
      const page = `${out}/index.html`;
      assertEquals(documentedResult("compare", compared).report, page);
      // It reads the trials that it has, and replaces its report.
      const again = await run("experiment", "compare", ...short, "--json");
      assertEquals(documentedResult("experiment", again).report, page);
      assertStringIncludes(await run("experiments", "--help"), "Usage: deno task experiments");
      const data = await run("data", "digits", `--data-dir=${folder}/data`, "--json");
      assertEquals(documentedResult("data", data), { dataset: "digits", folder: null });
      const predictions = await run(
        "predict",
        `--model=${out}/sgd.safetensors`,
        `--input=${table}`,
        "--json",
      );
      assertEquals(documentedResult("predict", predictions).answers.length, 40);
      const golden = ["verify/golden.ts", "core/testing/testdata/cs231n.json", "--json"];
      const known = narrowedPaths({ module: "", run: "", args: golden });
      assert(documentedResult("golden", await runUnder("golden", golden, known)).cases.length > 3);
    }),
});
