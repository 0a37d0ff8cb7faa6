import { helpText } from "@descent/cli";
import { namedSchedules } from "@descent/optim";
import { assert, assertStringIncludes } from "@std/assert";
import { scheduleHelp } from "./schedule_help.ts";

Deno.test("scheduleHelp lists every schedule with what it does, in lines that fit", () => {
  const help = scheduleHelp();
  for (const { name, title } of namedSchedules) {
    assertStringIncludes(help, `\n  ${name}`);
    assertStringIncludes(help, `: ${title}`);
  }
  const lines = helpText({ name: "compare", doc: "", flags: {}, notes: help }).split("\n");
  assert(lines.every((line) => line.length <= 100));
});
