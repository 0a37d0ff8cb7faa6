import { assert, assertEquals } from "@std/assert";
import { runStoreSuite } from "./store_suite.ts";
import type { TimedProgram } from "./time_program.ts";

const options = { quick: true, onProgress: () => {} };

Deno.test("Stores of two sizes are made, opened, and checked", async () => {
  const asked: string[] = [];
  const time = ({ args }: TimedProgram) => {
    asked.push(args.slice(2).filter((arg) => !arg.includes("/")).join(" "));
    return Promise.resolve({ seconds: 9, peakBytes: 2e8, measured: [1, 2] });
  };
  const { programs, absent } = await runStoreSuite({ ...options, time });
  assertEquals(absent, []);
  assertEquals(asked, [100, 200].flatMap((n) => [`make ${n}`, `open ${n}`, `check ${n}`]));
  assertEquals(new Set(programs.map(({ title }) => title)).size, 4);
  assert(programs.every(({ seconds, peakBytes }) => seconds === 1 && peakBytes === 2e8));
});

Deno.test("A store that cannot be opened is named with the reason", async () => {
  const time = () => Promise.reject(new Error("no room"));
  const { programs, absent } = await runStoreSuite({ ...options, time });
  assertEquals(programs, []);
  assertEquals(absent.map(({ reason }) => reason), ["no room", "no room"]);
});
