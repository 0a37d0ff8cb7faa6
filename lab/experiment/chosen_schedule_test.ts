import { TaskError } from "@descent/cli";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { assertEquals, assertRejects } from "@std/assert";
import { chosenSchedule } from "./chosen_schedule.ts";

Deno.test("chosenSchedule takes the names that there always were, and any chain of them", async () => {
  const texts = ["constant", "cosine", "constant:500,step(30,0.5)", "trapezoid(5%,20%)"];
  for (const schedule of texts) assertEquals(await chosenSchedule(schedule), { schedule });
  assertEquals(await chosenSchedule(" warmup( 200 ) , restarts(50, 2)"), {
    schedule: "warmup(200),restarts(50,2)",
  });
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
  ];
  for (const [text, message] of cases) {
    await assertRejects(() => chosenSchedule(text), TaskError, message);
  }
});

Deno.test("chosenSchedule tells a module by what it consists of, and tries it elsewhere", {
  ignore: !isPermitted("a schedule in a file", ...FILES, {
    name: "run",
    command: Deno.execPath(),
  }),
}, () =>
  withTemporaryFolder(async (folder) => {
    const write = async (name: string, text: string) => {
      await Deno.writeTextFile(`${folder}/${name}`, text);
      return `${folder}/${name}`;
    };
    const address = await write("mine.ts", "export default (step: number) => 1 / step;");
    const { schedule, snapshot } = await chosenSchedule(address);
    assertEquals(schedule, { kind: "module", ...snapshot!.source });
    const refused: readonly (readonly [address: string, message: string])[] = [
      [`${folder}/no_such_file.ts`, "expected a module, got no file"],
      [await write("number.ts", "export default 1;"), "as default export, got number"],
      [await write("nan.ts", "export default () => NaN;"), "at least 0 at step 1, got NaN"],
      [await write("net.ts", 'import "https://example.com/x.ts";'), "which is downloaded"],
    ];
    for (const [address, message] of refused) {
      await assertRejects(() => chosenSchedule(address), TaskError, message);
    }
  }));
