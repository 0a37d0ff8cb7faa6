import { assertEquals, assertThrows } from "@std/assert";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { boardFiles, readBoardFiles } from "./board_files.ts";

Deno.test("boardFiles keeps every bit of a number, and what has none", () => {
  const [trial, ...rest] = sampleTrials();
  const trials = [
    { ...trial, validation: 0.1 + 0.2, untrainedValidation: 5e-324, weights: null },
    { ...trial, draw: 1, status: "failed" as const, validation: null, untrainedValidation: null },
    ...rest,
  ];
  assertEquals(readBoardFiles(boardFiles(trials)), trials);
});

Deno.test("boardFiles keeps trials on variants, which have no time to a target", () => {
  const [problem] = samplePlan().problems;
  const variants = [{ seed: 1, options: { hidden: 50 }, data: "" }];
  const trials = sampleTrials(samplePlan({ problems: [{ ...problem, variants }] }))
    .map((trial) => trial.phase === "variant" ? trial : { ...trial, time: 7 });
  assertEquals(trials.filter(({ phase }) => phase === "variant").length, 2);
  assertEquals(readBoardFiles(boardFiles(trials)), trials);
});

Deno.test("boardFiles keeps what was measured from inside in a table of its own", () => {
  const trials = sampleTrials(samplePlan({ diagnostics: true }));
  const files = boardFiles(trials);
  assertEquals(files["inside.csv"]?.split("\r\n")[1], "two-layer,momentum,1,50,sharpness,,50");
  assertEquals(readBoardFiles(files), trials);
  assertEquals("inside.csv" in boardFiles(sampleTrials()), false);
});

Deno.test("boardFiles keeps the loss between solutions, and the barriers, in tables of their own", () => {
  const trials = sampleTrials(samplePlan({ landscape: true }));
  const files = boardFiles(trials);
  const rowsOf = (name: "landscape.csv" | "barriers.csv") => files[name]!.trimEnd().split("\r\n");
  assertEquals(rowsOf("barriers.csv").slice(-2), [
    "two-layer,adamw,1,adamw,momentum,1,train/loss,0.25",
    "two-layer,adamw,1,adamw,momentum,1,validation/loss,0.125",
  ]);
  const points = rowsOf("landscape.csv");
  assertEquals(points.slice(0, 3), [
    "problem,rule,seed,kind,from,to,x,y,metric,value",
    "two-layer,adamw,1,line,,adamw,-0.5,,train/loss,3.525",
    "two-layer,adamw,1,line,,adamw,-0.5,,validation/loss,3.525",
  ]);
  assertEquals(points.slice(-7, -5), [
    "two-layer,adamw,1,solution,adamw,filters,0,0,,",
    "two-layer,adamw,1,filters,,,-1,-1,train/loss,4",
  ]);
  assertEquals(points.at(-1), "two-layer,adamw,1,filters,,,1,1,train/loss,");
  assertEquals(readBoardFiles(files), trials);
  assertThrows(
    () =>
      readBoardFiles({ ...files, "barriers.csv": rowsOf("barriers.csv").slice(0, 3).join("\r\n") }),
    SyntaxError,
    "expected the line from '' to 'momentum'",
  );
});

Deno.test("readBoardFiles says which cell is none of its kind", () => {
  const files = boardFiles(sampleTrials());
  const damaged = (from: string, to: string) => ({
    ...files,
    "trials.csv": files["trials.csv"].replace(from, to),
  });
  assertThrows(
    () => readBoardFiles(damaged(",search,0,", ",guess,0,")),
    SyntaxError,
    "expected phase to be search, repeat, judge, variant, time, diagnostics, landscape, got 'guess'",
  );
  assertThrows(
    () => readBoardFiles(damaged(",search,0,", ",search,x,")),
    SyntaxError,
    "expected draw to be a finite number, got 'x'",
  );
  assertThrows(
    () => readBoardFiles({ ...files, "curves.csv": "" }),
    SyntaxError,
    "curves.csv: expected a column problem",
  );
});
