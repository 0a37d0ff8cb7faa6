import { assertEquals, assertThrows } from "@std/assert";
import { sampleRun } from "../testing/sample_run.ts";
import { parseRunningTrial } from "./parse_running_trial.ts";

const { record, metrics: [row] } = sampleRun();
const { trialId, experiment, problem, optimizer, setting, seed, phase } = record;
const keys = { trialId, experiment, problem, optimizer, setting, seed, phase, epochs: 2 };
const head = { ...keys, startedAt: "2026-03-01T09:26:49.000Z" };
const lines = (...values: unknown[]) =>
  values.map((value) => `${JSON.stringify(value)}\n`).join("");
const parse = (text: string) => parseRunningTrial(text, "a.jsonl");

Deno.test("parseRunningTrial leaves out the line that is being written", () => {
  const whole = lines(head, row);
  assertEquals(parse(whole)?.rows, [row]);
  assertEquals(parse(whole.slice(0, -2))?.rows, []);
  assertEquals(parse(lines(head).slice(0, -1)), null);
  assertEquals(parse(""), null);
});

Deno.test("parseRunningTrial refuses what no run writes, and says where", () => {
  const refused: [text: string, message: string][] = [
    ["{\n", "line 1: not JSON"],
    [lines({ ...head, seed: "1" }), "line 1: 'seed'"],
    [lines({ ...head, experiment: "../.." }), "line 1: 'experiment'"],
    [lines({ ...head, problem: { ...problem, selection: "validation/none" } }), "none"],
    [lines(head, row, { ...row, step: -1 }), "line 3: 'step'"],
    [lines(head, []), "line 2"],
  ];
  for (const [text, message] of refused) assertThrows(() => parse(text), SyntaxError, message);
});
