import { sampleRun } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import { recordedCommand, recordedCommands } from "./recorded_command.ts";

Deno.test("a recorded command is split as the shell would, and keeps what decides its trials", () => {
  const command = "deno task experiment depth '--dataset=it'\\''s here.csv' --jobs 3 --out=x " +
    "--json --seeds 2 --save-best";
  assertEquals(recordedCommand(command), [
    "experiment",
    "depth",
    "--dataset=it's here.csv",
    "--seeds",
    "2",
  ]);
  assertEquals(recordedCommand("python train.py"), []);
});

Deno.test("recordedCommands tells the command of the most trials first", () => {
  const runs = ["deno task lab", "deno task compare --jobs=1", "deno task compare --jobs=2"]
    .map((command) => sampleRun({ command }));
  assertEquals(recordedCommands(runs), [["compare"], ["lab"]]);
});
