import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { type ConsoleOutput, pluginText, problemText, runInFolder } from "@descent/lab/testing";
import { readBoard, tablesDigest } from "./trials/read_board.ts";
import { BOARD_TARGETS } from "@descent/problems";
import { timeToLoss } from "./protocol/time_to_loss.ts";
import { lab } from "./lab.ts";
import { planDigest } from "./protocol/board_plan.ts";
import { runBaseline } from "./tasks/run_baseline.ts";
import { stub } from "@std/testing/mock";
import { runVerify } from "./tasks/run_verify.ts";

const ignore = !isPermitted("lab", ...FILES);
const mayRunPlugins = isPermitted("lab with plugins", { name: "run", command: Deno.execPath() });

/** Two rules on two problems, in a moment. */
const SHORT = [
  "--problems=rotated-quadratic,noisy-quadratic",
  "--optimizers=sgd,adamw",
  "--draws=2",
  "--judges=2",
  "--budget=0.02",
];

const runLab = (folder: string, ...args: string[]): Promise<ConsoleOutput> =>
  runInFolder(lab, folder, ...args);

const fileOf = (folder: string, name: string): string =>
  Deno.readTextFileSync(`${folder}/out/${name}`);

/** Console output of the verification, and its exit code. */
async function verify(...args: string[]): Promise<{ code: number; out: string }> {
  const lines: string[] = [];
  const { log, error } = console;
  console.log = console.error = (line) => void lines.push(String(line));
  try {
    return { code: await runVerify(args), out: lines.join("\n") };
  } finally {
    Object.assign(console, { log, error });
  }
}

Deno.test({
  name: "lab: the same tables and hashes for any number of jobs, in parts, and gone on with",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const [one, parts, cut] = ["one", "parts", "cut"].map((name) => `${folder}/${name}`);
      const short = [...SHORT, "--variants=2", "--diagnostics"];
      const { code, out } = await runLab(one, ...short, "--jobs=1");
      assertEquals(code, 0);
      const { hash, tables: digest, plan, trials } = await readBoard(`${one}/out`);
      const varied = trials.filter(({ phase }) => phase === "variant");
      assertEquals(varied.map(({ seed }) => seed), [1, 2, 1, 2, 1, 2, 1, 2]);
      // Twice or half the variables: no variant is the problem itself.
      assertEquals(plan.problems.map(({ variants }) => variants?.length), [2, 2]);
      const judge = trials.find(({ phase, seed }) => phase === "judge" && seed === 1)!;
      assert(varied[0].parameters !== judge.parameters);
      const measured = trials.filter(({ phase }) => phase === "diagnostics");
      assertEquals(measured.length, 4);
      for (const { rule, problem, seed, weights, inside } of measured) {
        assert(inside!.some(({ measure, value }) => measure === "sharpness" && value !== 0));
        const judge = trials.find((each) =>
          each.phase === "judge" && each.rule === rule && each.problem === problem &&
          each.seed === seed
        )!;
        assertEquals(weights, judge.weights);
      }
      const between = trials.filter(({ phase }) => phase === "landscape");
      assertEquals(between.map(({ problem, landscape }) => [problem, landscape!.lines.length]), [
        ["rotated-quadratic", 3],
        ["noisy-quadratic", 3],
      ]);
      // A quadratic has no barrier, whatever solutions it is between, up to its rounding.
      const barriers = between.flatMap(({ landscape }) => landscape!.lines)
        .map(({ barriers: [barrier] }) => barrier!);
      assert(Math.max(...barriers) < 1e-6);
      assertStringIncludes(fileOf(one, "problem-noisy-quadratic.html"), "Between solutions");
      assertStringIncludes(fileOf(one, "index.html"), "Tuned settings on variants");
      assertStringIncludes(fileOf(one, "problem-noisy-quadratic.html"), "Losses on variants");
      assertStringIncludes(out, `Plan ${hash}`);
      assertStringIncludes(out, `Tables ${digest}`);
      assertStringIncludes(fileOf(one, "index.html"), `plan ${hash.slice(0, 12)}`);

      const part = await runLab(parts, ...short, "--jobs=2", "--shard=2/2");
      assertEquals(part.code, 0, part.error);
      assertMatch(part.out, /Part 2\/2: \d+ trials are in/);
      assertEquals((await runLab(parts, ...short, "--jobs=2")).code, 0);

      // As a run that was interrupted leaves it: the trials of one rule are there.
      await Deno.mkdir(`${cut}/runs/lab/noisy-quadratic`, { recursive: true });
      await Deno.rename(
        `${parts}/runs/lab/noisy-quadratic/sgd`,
        `${cut}/runs/lab/noisy-quadratic/sgd`,
      );
      assertEquals((await runLab(cut, ...short, "--jobs=3")).code, 0);
      const tables = ["trials", "curves", "inside", "landscape", "barriers"];
      for (const file of ["lab.json", ...tables.map((name) => `${name}.csv`)]) {
        assertEquals(fileOf(parts, file), fileOf(one, file), file);
        assertEquals(fileOf(cut, file), fileOf(one, file), file);
      }

      const same = await verify(`${one}/out`, "--count=1000", "--seed=1", "--jobs=1");
      assertEquals(same.code, 0, same.out);
      assertStringIncludes(same.out, `${trials.length} of ${trials.length} equal`);
      // A better loss than there was, with all hashes made to fit.
      const { validation } = trials.find((trial) => trial.validation !== null)!;
      const text = fileOf(one, "trials.csv").replace(`,${validation},`, `,${validation! / 2},`);
      const index = { ...JSON.parse(fileOf(one, "lab.json")) };
      index.tables = await tablesDigest({ "trials.csv": text });
      await Deno.writeTextFile(`${one}/out/trials.csv`, text);
      await Deno.writeTextFile(`${one}/out/lab.json`, JSON.stringify(index));
      const falsified = await verify(`${one}/out`, "--count=1000", "--seed=1", "--jobs=1");
      assertEquals(falsified.code, 1);
      assertMatch(falsified.out, /DIFFERS: .*validation [\d.e-]+ in place of/);
      assertMatch(falsified.out, /1 of \d+ trials differ/);
    }),
});

Deno.test({
  name: "lab: settings are judged on variants of a problem that is a file",
  ignore: ignore || !mayRunPlugins,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const path = `${folder}/mine.js`;
      const variant = "variant: (seed) => ({ curvature: seed % 2 === 1 ? 0.5 : 2 }),";
      await Deno.writeTextFile(path, problemText("mine").replace("load:", `${variant} load:`));
      const [, ...short] = SHORT;
      const { code, error } = await runLab(folder, `--problem=${path}`, ...short, "--variants=2");
      assertEquals(code, 0, error);
      const { plan, trials } = await readBoard(`${folder}/out`);
      assertEquals(plan.problems.map(({ variants }) => variants?.map(({ options }) => options)), [
        [{ curvature: 0.5 }, { curvature: 2 }],
      ]);
      assertEquals(trials.filter(({ phase }) => phase === "variant").length, 4);
      assertStringIncludes(fileOf(folder, "problem-mine.html"), "Losses on variants");
    }),
});

Deno.test({
  name: "lab: a rule of a third party joins an earlier run, whose rules do not run again",
  ignore: ignore || !mayRunPlugins,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const path = `${folder}/mine.ts`;
      await Deno.writeTextFile(path, pluginText("mine"));
      await runLab(`${folder}/a`, ...SHORT, "--variants=2");
      const against = [`--against=${folder}/a/out`, `--plugin=${path}`];
      const { code, out, error } = await runLab(`${folder}/b`, ...against);
      assertEquals(code, 0, error);
      assertMatch(out, /1 rule, 2 problems/);
      const { plan, trials } = await readBoard(`${folder}/b/out`);
      assertEquals(plan.rules.map(({ name }) => name), ["sgd", "adamw", "mine"]);
      assertEquals(
        trials.filter(({ rule, phase }) => rule === "mine" && phase === "judge").length,
        4,
      );
      assertEquals(
        trials.filter(({ rule, phase }) => rule === "mine" && phase === "variant").length,
        4,
      );
      assertEquals([...Deno.readDirSync(`${folder}/b/runs/lab/rotated-quadratic`)].length, 1);
      assertStringIncludes(fileOf(`${folder}/b`, "index.html"), "Mine");
      // It is SGD by hand: at the default setting of its own, the losses are SGD's at that rate.
      assert(
        trials.some(({ rule, draw, status }) =>
          rule === "mine" && draw === 0 && status !== "failed"
        ),
      );
    }),
});

Deno.test({
  name: "lab draws schedules in the algorithm track, under a hash of its own, and verifies it",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const { code } = await runLab(folder, ...SHORT, "--track=algorithm", "--draws=4", "--jobs=1");
      assertEquals(code, 0);
      const { plan, trials } = await readBoard(`${folder}/out`);
      assertEquals([plan.track, plan.rules[0].schedules?.length], ["algorithm", 9]);
      const searched = trials.filter(({ phase, draw }) => phase === "search" && draw < 4);
      assert(new Set(searched.map(({ schedule }) => schedule)).size > 3);
      for (
        const { schedule, rule, problem, draw } of trials.filter(({ phase }) => phase === "judge")
      ) {
        const setting = trials.find((each) =>
          each.phase === "search" && each.rule === rule && each.problem === problem &&
          each.draw === draw
        )!;
        assertEquals(schedule, setting.schedule);
      }
      assertStringIncludes(fileOf(folder, "index.html"), "Schedules that were chosen");
      const same = await verify(`${folder}/out`, "--count=6", "--seed=2", "--jobs=1");
      assertStringIncludes(same.out, "6 of 6 equal");
    }),
});

Deno.test({
  name: "lab chooses and judges a setting for the time to the target where it is asked to",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const { code } = await runLab(
        folder,
        "--problems=rotated-quadratic,noisy-quadratic",
        "--optimizers=nesterov,adamw",
        ...["--draws=6", "--judges=2", "--time-to-target"],
      );
      assertEquals(code, 0);
      const { plan, trials } = await readBoard(`${folder}/out`);
      assertEquals(plan.targets, BOARD_TARGETS.version);
      const page = fileOf(folder, "index.html");
      for (const title of ["Time to the targets", "Modelled seconds"]) {
        assertStringIncludes(page, title);
      }
      const timed = trials.filter(({ phase }) => phase === "time");
      assertEquals(timed.map(({ test }) => test), timed.map(() => null));
      for (const { rule, problem, draw } of timed) {
        const search = trials.filter((each) =>
          each.rule === rule && each.problem === problem && each.phase === "search"
        );
        const fastest = search.reduce((a, b) =>
          (b.time ?? Infinity) < (a.time ?? Infinity) ? b : a
        );
        assertEquals(draw, fastest.draw);
      }
      for (const { curve, problem, time } of trials.filter(({ phase }) => phase === "judge")) {
        const own = timeToLoss(curve, BOARD_TARGETS.losses[problem]);
        if (time === null) assertEquals(own, Infinity);
        else assertAlmostEquals(own / time!, 1, 1e-3);
      }
      const same = await verify(`${folder}/out`, "--count=9", "--seed=2");
      assertStringIncludes(same.out, "9 of 9 equal");
    }),
});

Deno.test({
  name:
    "lab: a committed baseline of another version of the code, one of whose problems has other data here",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await runLab(`${folder}/a`, ...SHORT);
      const baseline = `${folder}/baseline`;
      using log = stub(console, "log");
      assertEquals(await runBaseline([`${folder}/a/out`, `--out=${baseline}`]), 0);
      log.restore();
      const index = JSON.parse(await Deno.readTextFile(`${baseline}/lab.json`));
      index.plan.code = "0".repeat(64);
      const [{ choice: { name } }] = index.plan.problems;
      index.plan.problems[0].data = "1".repeat(64);
      index.hash = await planDigest(index.plan);
      await Deno.writeTextFile(`${baseline}/lab.json`, JSON.stringify(index));

      const { code, error } = await runLab(
        `${folder}/b`,
        ...[`--against=${baseline}`, "--optimizers=momentum"],
      );
      assertEquals(code, 0, error);
      assertStringIncludes(error, "made by another version of the code");
      assertStringIncludes(error, `${name} is left out: its data are others here`);
      const { plan, trials } = await readBoard(`${folder}/b/out`);
      assertEquals([plan.rules.length, plan.problems.length], [3, 1]);
      assertEquals(new Set(trials.map(({ problem }) => problem)).has(name), false);
      assertStringIncludes(fileOf(`${folder}/b`, "index.html"), "Left out, of all rules");

      const verified = await verify(baseline, "--count=3", "--seed=1", "--jobs=1");
      assertEquals(verified.code, 0, verified.out);
      assertStringIncludes(verified.out, "3 of 3 equal");
      assertStringIncludes(
        verified.out,
        "another version of the code that trains: bits may differ",
      );
      assertStringIncludes(verified.out, `trials of ${name} are left out`);
    }),
});

const refused: [args: string[], message: string][] = [
  [["--quick", "--publish"], "--publish: expected one size, got --quick and --publish"],
  [["--schedule=cosine"], "--schedule: expected none"],
  [["--optimizers=sgd"], "--optimizers: expected at least two rules"],
  [["--against=no/such/folder"], "expected lab.json of a run of deno task lab, found none"],
];

for (const [args, message] of refused) {
  Deno.test({
    name: `lab refuses ${args.join(" ")}`,
    ignore,
    fn: () =>
      withTemporaryFolder(async (folder) => {
        const { code, error } = await runLab(folder, ...args);
        assertEquals(code, 2);
        assertStringIncludes(error, message);
      }),
  });
}
