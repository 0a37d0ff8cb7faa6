import { TaskError } from "@descent/cli";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { sha256 } from "@descent/data";
import { assertEquals, assertRejects } from "@std/assert";
import { chosenSchedule } from "./chosen_schedule.ts";

Deno.test("chosenSchedule takes the names that there always were, and any chain of them", async () => {
  const texts = ["constant", "cosine", "constant:500,step(30,0.5)", "trapezoid(5%,20%)"];
  assertEquals(await Promise.all(texts.map(chosenSchedule)), texts);
  assertEquals(
    await chosenSchedule(" warmup( 200 ) , restarts(50, 2)"),
    "warmup(200),restarts(50,2)",
  );
});

Deno.test("chosenSchedule says which part is wrong, what was wanted and what was meant", async () => {
  const cases: readonly (readonly [text: string, message: string])[] = [
    ["warmup(9),cosin", "got 'cosin'; check the spelling (did you mean cosine?)"],
    ["parabola", "got 'parabola'; check the spelling"],
    [
      "warmup,cosine",
      "--schedule: Schedule 'warmup,cosine': expected warmup(steps, from?), got 0 numbers",
    ],
    ["cosine,linear", "write 'cosine:500'"],
    ["cosine(-1)", "in 'cosine(-1)', cosineDecay: expected"],
    [
      "./no_such_file.ts",
      "--schedule: Schedule './no_such_file.ts': expected a module, got no file",
    ],
    ["data:text/javascript,export default 1", "as default export, got number"],
    ["data:text/javascript,export default () => NaN", "at least 0 at step 1, got NaN"],
  ];
  for (const [text, message] of cases) {
    await assertRejects(() => chosenSchedule(text), TaskError, message);
  }
});

Deno.test("chosenSchedule tells a module by its text", {
  ignore: !isPermitted("a schedule in a file", ...FILES),
}, () =>
  withTemporaryFolder(async (folder) => {
    const address = `${folder}/mine.ts`, text = "export default (step: number) => 1 / step;";
    await Deno.writeTextFile(address, text);
    const digest = await sha256(text);
    assertEquals(await chosenSchedule(address), { kind: "module", address, digest });
  }));
