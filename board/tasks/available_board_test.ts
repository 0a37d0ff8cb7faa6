import { assertEquals, assertRejects } from "@std/assert";
import { chooseProblem, twoLayer } from "@descent/problems";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { availableBoard } from "./available_board.ts";

const plan = samplePlan({
  problems: ["here", "other", "missing"].map((name) => ({
    choice: { ...chooseProblem(twoLayer), name },
    title: name,
    data: "5a",
    reductions: {},
    variants: [1, 2, 3].map((seed) => ({ seed, options: { hidden: seed }, data: "" })),
  })),
});
const board = { plan, hash: "", tables: "", fusedMultiplyAdd: true, trials: sampleTrials(plan) };
const data = ({ name }: { readonly name: string }) =>
  name === "missing"
    ? Promise.reject(new Error("no file; get one"))
    : Promise.resolve({ digest: name === "here" ? "5a" : "a5" });

Deno.test("availableBoard keeps what can be run here, and says why not of the rest", async () => {
  const { board: { plan, trials }, leftOut } = await availableBoard(board, { data, judges: 2 });
  assertEquals(plan.problems.map(({ choice }) => choice.name), ["here"]);
  assertEquals(new Set(trials.map(({ problem }) => problem)), new Set(["here"]));
  assertEquals(plan.seeds.judge, [1, 2]);
  const judges = trials.filter(({ phase }) => phase === "judge").map(({ seed }) => seed);
  assertEquals(new Set(judges), new Set([1, 2]));
  const varied = trials.filter(({ phase }) => phase === "variant").map(({ seed }) => seed);
  assertEquals(new Set(varied), new Set([1, 2]));
  assertEquals(plan.problems[0].variants!.map(({ seed }) => seed), [1, 2]);
  assertEquals(trials.filter(({ phase }) => phase === "search").length, 16);
  assertEquals(leftOut, [
    { problem: "other", reason: "its data are others here" },
    { problem: "missing", reason: "its data cannot be loaded (no file; get one)" },
  ]);
});

Deno.test("availableBoard keeps what is asked for, and looks for no other data", async () => {
  const { leftOut } = await availableBoard(board, { data, problems: ["here"] });
  assertEquals(leftOut, []);
  const refused: [options: { problems?: string[]; judges?: number }, message: string][] = [
    [
      { problems: ["none"] },
      "--problems: expected problems of the earlier run, here, other, missing",
    ],
    [{ judges: 5 }, "--judges: expected at most the 4 of the earlier run, got 5"],
    [{ problems: ["other"] }, "got none (other: its data are others here)"],
  ];
  for (const [options, message] of refused) {
    await assertRejects(() => availableBoard(board, { data, ...options }), Error, message);
  }
});

Deno.test("availableBoard keeps a third party's problem whose module is given, from wherever", async () => {
  const [{ choice, ...problem }] = plan.problems;
  const choices = ["old", "new"].map((digest) => ({
    ...choice,
    name: digest,
    source: { address: "./mine.ts", digest },
  }));
  const problems = choices.map((choice) => ({ ...problem, choice }));
  const { board: { plan: kept }, leftOut } = await availableBoard(
    { ...board, plan: { ...plan, problems } },
    {
      data: () => Promise.resolve({ digest: "5a" }),
      modules: [{ address: "/there/mine.ts", digest: "new" }],
    },
  );
  assertEquals(kept.problems.map(({ choice }) => choice.name), ["new"]);
  assertEquals(leftOut, [
    { problem: "old", reason: "its module ./mine.ts is not given with the same text" },
  ]);
});
